import { defined } from '../../../core/defined.js';
import { prompt } from '../../../client/prompt.js';
import type { Framing } from '../../../core/framing.js';
import { defaultSettings } from '../../../server/server-settings.js';
import { LinkError } from '../../../transport/link.js';
import { connectTcp } from '../../../transport/connect-tcp.js';
import { connectUdp } from '../../../transport/connect-udp.js';
import { ExitCode } from '../../exit-code.js';
import type { LabSetup } from '../../exchange/lab-setup.js';
import { terminal } from '../../terminal.js';

/** `wirelab client --interactive`. */
export async function runPrompt(
  { options }: LabSetup,
  framing: Framing,
  deadlineMs: number | undefined,
): Promise<ExitCode> {
  const { host, port, transport, maxFrame = defaultSettings.maxFrame } = options;
  const stop = new AbortController();
  process.once('SIGTERM', () => {
    stop.abort();
  });
  process.once('SIGINT', () => {
    stop.abort();
  });
  try {
    const status = await prompt({
      framing,
      maxFrame,
      connect: (transport === 'udp' ? connectUdp : connectTcp)({ host, port }),
      input: process.stdin,
      output: process.stdout,
      talk: process.stderr,
      signal: stop.signal,
      ...defined({ deadlineMs }),
    });
    return status as ExitCode;
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    terminal.say(`wirelab: ${error.message}`);
    return ExitCode.failed;
  } finally {
    // A pipe that its writer keeps open would keep this process alive: pausing it is not enough.
    process.stdin.destroy();
  }
}
