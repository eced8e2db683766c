import { connect, createServer } from 'node:net';
import type { Machines, StartOptions } from '../../lab/check.js';
import type { ProgramAction } from '../../lab/program-action.js';
import type { Endpoint } from '../../transport/listener.js';
import type { ProgramSpec } from '../sandbox/program.js';

const FAR = '10.77.0.2';

/** What does not depend on the network: see the outer box, and the /etc/hosts of the inner one. */
const OWN: Omit<Machines, 'server' | 'client'> = {
  nobody: '10.77.0.9',
  nowhere: '10.78.0.9',
  several: 'server.example',
};

// In any network: the loopback has many addresses, and no TCP connection can go to the address of everybody. There is no name with several.
const PLAIN: Machines = {
  server: '127.0.0.2',
  client: '127.0.0.3',
  nobody: '255.255.255.255',
  nowhere: '255.255.255.255',
  several: '127.0.0.2',
};

let known: Promise<Machines> | undefined;

/** The addresses that stand for two machines here. `isOwn`: the network is the worker's own, and nothing leaves it. */
export function machinesHere(isOwn: boolean): Promise<Machines> {
  known ??= isOwn
    ? canListen({ host: FAR, port: 0 }).then((isRouted) => ({
        ...PLAIN,
        ...OWN,
        ...(isRouted ? { server: FAR, client: '10.77.0.1' } : {}),
      }))
    : Promise.resolve(PLAIN);
  return known;
}

/** A text with the addresses in place of their names. */
export function withAddresses(text: string, machines: Machines): string {
  return text.replace(/\{(server|client|nobody|nowhere|several)\}/g, (_, name: keyof Machines) => machines[name]);
}

/** An action with the addresses in place of their names. */
export function actionAt<A extends ProgramAction>(action: A, machines: Machines): A {
  if (action.act === 'prints') return { ...action, text: withAddresses(action.text, machines) };
  if (action.act === 'refuses') return { ...action, host: withAddresses(action.host, machines) };
  if (action.act === 'ends' && action.says !== undefined)
    return { ...action, says: withAddresses(action.says, machines) };
  return action;
}

/** How a program is started for a check. */
export function specWith(
  { spec, bare }: { readonly spec: ProgramSpec; readonly bare?: readonly string[] },
  { arguments: words }: StartOptions,
  machines: Machines,
): ProgramSpec {
  return words === undefined
    ? spec
    : { ...spec, command: bare ?? spec.command, args: words.map((word) => withAddresses(word, machines)) };
}

/** True when somebody takes connections there. */
export function isReached({ host, port }: Endpoint, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ms });
    const tell = (is: boolean) => () => {
      socket.resetAndDestroy();
      resolve(is);
    };
    socket.once('connect', tell(true)).once('timeout', tell(false)).once('error', tell(false));
  });
}

function canListen(endpoint: Endpoint): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(endpoint, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
