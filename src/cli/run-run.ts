import { composeServer } from '../compose/compose-server.js';
import { chooseScript } from './choose-script.js';
import { describeSetup } from './describe-setup.js';
import type { ExitCode } from './exit-code.js';
import { labSetup, type ServerFlags } from './lab-setup.js';
import { playExchange, type ExchangeFlags } from './play-exchange.js';
import { start } from './run-serve.js';
import { whereText } from '../transport/link-error.js';

/** What `wirelab run` is called with. */
export interface RunFlags extends ServerFlags, ExchangeFlags {
  readonly lab?: string | undefined;
  readonly script?: string | undefined;
}

/** `wirelab run`. */
export async function runRun(flags: RunFlags): Promise<ExitCode> {
  const setup = await labSetup(flags.lab, { ...flags, port: flags.port ?? 0 });
  const server = await composeServer(setup.options);
  const script = await chooseScript(flags.script, setup, server.handler);
  const { port } = await start(server);
  // A server for all addresses is reached on its own machine.
  const host = setup.options.host === '0.0.0.0' ? '127.0.0.1' : setup.options.host === '::' ? '::1' : setup.options.host;
  const where = { host, port };
  const heading = `${describeSetup(setup)}, on ${whereText(where)}`;
  try {
    return await playExchange({ script, setup, framing: server.framing, where, heading, server }, flags);
  } finally {
    await server.stop(0);
  }
}
