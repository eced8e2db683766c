import { setMaxListeners } from 'node:events';
import { endpointText } from '../../../../transport/link-error.js';
import { connectTcp } from '../../../../transport/connect-tcp.js';
import { UsageError } from '../../../../errors/usage-error.js';
import type { Framing } from '../../../../core/framing.js';
import { planDevice } from '../../../../protocols/gateway/device-plan.js';
import { parseSettings, type GatewaySettings } from '../../../../protocols/gateway/gateway-settings.js';
import { seededRandom } from '../../../../core/random.js';
import { describeSetup, type LabSetup } from '../../../exchange/lab-setup.js';
import { ExitCode } from '../../../exit-code.js';
import { interruptible } from '../../../interruptible.js';
import { terminal } from '../../../terminal.js';
import { devicesJson, devicesLines, type DevicesReport } from './devices-report.js';
import { simulateDevice, type DeviceTally } from '../../../../protocols/gateway/simulated-device.js';

const DEADLINE = 2000; // milliseconds, as for scripts

/** What `wirelab client --devices` is called with. */
export interface DevicesFlags {
  readonly devices: number;
  readonly seed?: number | undefined;
  readonly deadline?: number | undefined;
  readonly json?: boolean | undefined;
}

/** Plays many devices of the gateway lab at the same time, and checks every reply. */
export async function runDevices(setup: LabSetup, framing: Framing, flags: DevicesFlags): Promise<ExitCode> {
  const settings = settingsOf(setup);
  if (setup.options.transport !== 'tcp')
    throw new UsageError('--devices needs --transport tcp: its devices connect, and send in pieces');
  const { host, port } = setup.options;
  const seed = flags.seed ?? 1;
  const plans = Array.from({ length: flags.devices }, (_, index) =>
    planDevice(index + 1, settings.limits, seededRandom(seed, `plan of device ${index + 1}`)),
  );
  if (flags.json !== true) terminal.out([`${describeSetup(setup, 'client')}, at ${endpointText({ host, port })}`]);
  return interruptible(async (_, signal) => {
    setMaxListeners(0, signal); // every device waits for it
    const begin = performance.now();
    const failures: string[] = [];
    const tallies = await Promise.all(
      plans.map(async (plan) => {
        const tally: DeviceTally = { connections: 0, counted: 0, repeated: 0, alarms: 0, alarmsOver: 0, replyMs: [] };
        const given = {
          ...settings,
          connect: connectTcp({ host, port }),
          framing,
          deadlineMs: flags.deadline ?? DEADLINE,
          signal,
        };
        await simulateDevice(plan, given, seededRandom(seed, `device ${plan.id}`), tally).catch((error: unknown) => {
          if (!signal.aborted) failures.push(error instanceof Error ? error.message : String(error));
        });
        return tally;
      }),
    );
    const run: DevicesReport = { seed, plans, tallies, failures, durationMs: performance.now() - begin };
    if (signal.aborted) terminal.say('interrupted');
    else if (flags.json === true) terminal.json(devicesJson(setup, endpointText({ host, port }), run));
    else terminal.out(devicesLines(run));
    return failures.length === 0 ? ExitCode.ok : ExitCode.failed;
  })(undefined);
}

function settingsOf({ options: { handler } }: LabSetup): GatewaySettings {
  const [, parameter] = /^gateway(?::([^]*))?$/.exec(handler) ?? [];
  if (!/^gateway(?::|$)/.test(handler))
    throw new UsageError(
      `--devices plays sensors of the gateway, and not of handler ${handler}: wirelab client 14 --devices 200`,
    );
  try {
    return parseSettings(parameter);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
