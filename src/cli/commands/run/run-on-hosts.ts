import { setTimeout as pause } from 'node:timers/promises';
import { defined } from '../../../core/defined.js';
import { composeServer } from '../../../compose/compose-server.js';
import { endpointText } from '../../../transport/link-error.js';
import { chooseScript } from '../../exchange/choose-script.js';
import { describeSetup, labSetup } from '../../exchange/lab-setup.js';
import type { ExitCode } from '../../exit-code.js';
import { runExchange } from '../../exchange/run-exchange.js';
import type { RunFlags } from './run-flags.js';
import { startServer } from '../../exchange/start-server.js';
import type { Case, Hosts } from '../../../hosts/hosts.js';
import { caseLine, tryCase, type Seen } from '../../../hosts/try-case.js';

const TURN = 200; // milliseconds

/** `wirelab run` on two hosts: the exchange between them, and then what a client sees where it cannot connect. `note` is told beforehand. */
export async function runOnHosts(flags: RunFlags, hosts: Hosts, note?: string): Promise<ExitCode> {
  const setup = await labSetup(flags.lab, { ...flags, host: hosts.server, port: hosts.bound.port });
  const server = await composeServer({ ...setup.options, listen: hosts.listen });
  const script = await chooseScript(flags.script, setup, server.handler);
  await startServer(server);
  const from = hosts.kind === 'loopback' ? hosts.client : undefined;
  const heading = [
    `${describeSetup(setup)}, on ${endpointText(hosts.bound)}`,
    hosts.words,
    ...(note === undefined ? [] : [note]),
  ].join('\n');
  const after = async (signal: AbortSignal, write?: (line: string) => void): Promise<object> => {
    const { cases } = hosts;
    write?.(`\nwhat a client on ${hosts.client} sees, and when`);
    const tries: { readonly one: Case; readonly seen: Promise<Seen> }[] = [];
    for (const one of cases) {
      const seen = tryCase(one, one.endpoint.host.startsWith('127.') ? from : undefined, signal);
      tries.push({ one, seen });
      // One after the other, so that none has to wait for the processor; but some take seconds.
      await Promise.race([seen, pause(TURN)]);
    }
    const told = [];
    for (const { one, seen } of tries) {
      const { result, message, ms } = await seen;
      write?.(caseLine(one, await seen, cases));
      told.push({
        what: one.what,
        ...one.endpoint,
        result,
        ...(message === '' ? {} : { message }),
        ms: Math.round(ms * 10) / 10,
      });
    }
    return {
      hosts: {
        kind: hosts.kind,
        client: hosts.client,
        server: hosts.server,
        ...defined({ note }),
        cases: told,
      },
    };
  };
  try {
    return await runExchange(
      {
        script,
        setup,
        framing: server.framing,
        endpoint: hosts.bound,
        heading,
        server,
        after,
        ...defined({ from }),
      },
      flags,
    );
  } finally {
    await server.stop(0);
    await hosts.close();
  }
}
