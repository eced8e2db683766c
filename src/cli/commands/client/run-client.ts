import { composeFraming, composeHandler } from '../../../compose/compose-server.js';
import { UsageError } from '../../../errors/usage-error.js';
import { endpointText } from '../../../transport/link-error.js';
import { chooseScript } from '../../exchange/choose-script.js';
import { describeSetup, labSetup, type ServerFlags } from '../../exchange/lab-setup.js';
import type { ExitCode } from '../../exit-code.js';
import { runExchange, type ExchangeFlags } from '../../exchange/run-exchange.js';
import { chosenTransfer } from '../../transfer/chosen-transfer.js';
import type { TransferFlags } from '../../transfer/run-transfer.js';

/** What `wirelab client` is called with. */
export interface ClientFlags extends ServerFlags, ExchangeFlags, TransferFlags {
  readonly lab?: string | undefined;
  readonly script?: string | undefined;
  readonly interactive?: boolean | undefined;
  readonly devices?: number | undefined;
}

/** `wirelab client`. */
export async function runClient(flags: ClientFlags): Promise<ExitCode> {
  const { lab } = flags;
  // A prompt or a script file needs no handler; the name serves only to say what is not there.
  const handler =
    flags.handler ??
    (lab === undefined && (flags.interactive === true || flags.script !== undefined) ? 'echo' : undefined);
  const setup = await labSetup(lab, { ...flags, handler });
  const { host, port } = setup.options;
  if (port === 0) throw new UsageError('say which port the server listens on: --port 5000');
  const framing = await composeFraming(setup.options.framing, setup.options);
  if (flags.devices !== undefined) {
    const other = (['interactive', 'script', 'faults', 'pcap'] as const).find(
      (flag) => flags[flag] !== undefined && flags[flag] !== false,
    );
    if (other !== undefined)
      throw new UsageError(`--devices does not go with --${other}: its devices have plans of their own`);
    const { runDevices } = await import('./devices/run-devices.js');
    return runDevices(setup, framing, { ...flags, devices: flags.devices });
  }
  const transfer = await chosenTransfer(setup, flags);
  if (transfer !== undefined) {
    const where = { host, port };
    return transfer(
      { setup, framing, endpoint: where, heading: `${describeSetup(setup, 'client')}, at ${endpointText(where)}` },
      flags,
    );
  }
  if (flags.interactive === true) {
    const other = (['json', 'pcap', 'script', 'faults'] as const).find(
      (flag) => flags[flag] !== undefined && flags[flag] !== false,
    );
    if (other !== undefined)
      throw new UsageError(`--interactive does not go with --${other}: a prompt plays no script`);
    const { runPrompt } = await import('./run-prompt.js');
    return runPrompt(setup, framing, flags.deadline);
  }
  const script = await chooseScript(flags.script, setup, await composeHandler(setup.options.handler, setup.options));
  const where = { host, port };
  return runExchange(
    {
      script,
      setup,
      framing,
      endpoint: where,
      heading: `${describeSetup(setup, 'client')}, at ${endpointText(where)}`,
    },
    flags,
  );
}
