import { composeServer } from '../../../compose/compose-server.js';
import { UsageError } from '../../../errors/usage-error.js';
import { chooseScript } from '../../exchange/choose-script.js';
import { describeSetup, labSetup, type LabSetup } from '../../exchange/lab-setup.js';
import type { ExitCode } from '../../exit-code.js';
import type { HostsKind } from '../../../hosts/hosts.js';
import { runExchange } from '../../exchange/run-exchange.js';
import type { RunFlags } from './run-flags.js';
import { startServer } from '../../exchange/start-server.js';
import { chosenTransfer } from '../../transfer/chosen-transfer.js';
import { endpointText } from '../../../transport/link-error.js';

const USUAL_PORT = 5000;
// A server for all addresses is reached on its own machine.
const OF_ALL: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** `wirelab run`. */
export async function runLab(flags: RunFlags): Promise<ExitCode> {
  const setup = await labSetup(flags.lab, { ...flags, port: flags.port ?? 0 });
  const kind = hostsKind(flags, setup);
  if (kind !== 'one') {
    const { runOnTwoHosts } = await import('./two-hosts.js');
    return runOnTwoHosts(flags, portOf(flags, setup), kind);
  }
  const transfer = await chosenTransfer(setup, flags);
  const server = await composeServer(setup.options);
  const script = await chooseScript(flags.script, setup, server.handler);
  const { port } = await startServer(server);
  const endpoint = { host: OF_ALL[setup.options.host] ?? setup.options.host, port };
  const heading = `${describeSetup(setup)}, on ${endpointText(endpoint)}`;
  try {
    if (transfer !== undefined) return await transfer({ setup, framing: server.framing, endpoint, heading }, flags);
    return await runExchange({ script, setup, framing: server.framing, endpoint, heading, server }, flags);
  } finally {
    await server.stop(0);
  }
}

/** How hosts are to be made, nothing where that is left open; `one` where there is only this one. */
function hostsKind({ hosts, host, transport }: RunFlags, { lab, options }: LabSetup): HostsKind | 'one' | undefined {
  if (hosts === undefined) return lab?.hosts === 2 && host === undefined && transport === undefined ? undefined : 'one';
  if (hosts === 'one') return hosts;
  if (host !== undefined)
    throw new UsageError(`two hosts have addresses of their own: leave --host or --hosts ${hosts} out`);
  if (options.transport === 'udp')
    throw new UsageError('two hosts are for tcp: leave --hosts out, or take --transport tcp');
  return hosts;
}

/** Between new hosts every port is free. */
function portOf({ port = 0 }: RunFlags, { lab }: LabSetup): number {
  return port > 0 ? port : (lab?.server.port ?? USUAL_PORT);
}
