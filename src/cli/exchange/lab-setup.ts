import { defined } from '../../core/defined.js';
import { UsageError } from '../../errors/usage-error.js';
import type { ServerOptions } from '../../compose/compose-server.js';
import { loadServices } from '../../compose/load-services.js';
import { userModules, type UserServices } from '../../compose/user-services.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import type { Mode, Transport } from '../../lab/lab.js';
import { chosenLab, type StudentFlags } from '../chosen-lab.js';

/** The flags that say what is served, as given: what is missing is the lab's. */
export interface ServerFlags extends StudentFlags {
  readonly handler?: string | undefined;
  readonly framing?: string | undefined;
  readonly transport?: Transport | undefined;
  readonly mode?: Mode | undefined;
  readonly backlog?: number | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly maxFrame?: number | undefined;
  readonly maxConnections?: number | undefined;
  readonly idleTimeout?: number | undefined;
  readonly frameTimeout?: number | undefined;
  readonly services?: string | undefined;
  readonly seed?: number | undefined;
}

/** A lab with the flags laid over it. */
export interface LabSetup {
  readonly lab: NumberedLab | undefined;
  readonly options: ServerOptions & {
    readonly handler: string;
    readonly framing: string;
    readonly transport: Transport;
    readonly mode: Mode;
    readonly host: string;
    readonly port: number;
  };
  /** True when the lab's own scripted client fits: its handler was not replaced. */
  readonly ownClient: boolean;
}

/** What to serve, or to talk to. Without a lab there has to be a handler. Throws a UsageError. */
export async function labSetup(reference: string | undefined, flags: ServerFlags): Promise<LabSetup> {
  const lab = reference === undefined ? undefined : await chosenLab(reference, flags);
  const handler = flags.handler ?? lab?.server.handler;
  if (handler === undefined)
    throw new UsageError('say which lab (wirelab list shows them) or which handler (--handler echo)');
  const transport = flags.transport ?? lab?.server.transport ?? 'tcp';
  const given = {
    backlog: flags.backlog ?? lab?.server.backlog,
    maxFrame: flags.maxFrame,
    maxConnections: flags.maxConnections,
    idleTimeout: flags.idleTimeout ?? lab?.server.idleTimeout,
    frameTimeout: flags.frameTimeout,
    services: await chosenServices(lab, flags.services),
    seed: flags.seed,
  };
  return {
    lab,
    ownClient: lab?.server.handler === handler,
    options: {
      ...defined(given),
      handler,
      transport,
      framing: flags.framing ?? usualFraming(lab, transport),
      mode: flags.mode ?? lab?.server.mode ?? 'concurrent',
      host: flags.host ?? '127.0.0.1',
      port: flags.port ?? lab?.server.port ?? 0,
    },
  };
}

/** The lab's, and over them those of the file that the command line names. */
async function chosenServices(
  lab: NumberedLab | undefined,
  file: string | undefined,
): Promise<UserServices | undefined> {
  if (file === undefined) return lab?.services;
  return [...userModules(lab?.services, 'services'), ...(await loadServices(file))];
}

function usualFraming(lab: NumberedLab | undefined, transport: Transport): string {
  if (lab === undefined) return transport === 'udp' ? 'datagram' : 'line';
  // Datagrams have borders, a stream has none.
  return lab.server.framing === 'datagram' && transport === 'tcp' ? 'line' : lab.server.framing;
}

/** `lab 3 ack: handler ack, framing line, tcp, concurrent`. How clients are served is the server's affair. */
export function describeSetup({ lab, options }: LabSetup, side: 'server' | 'client' = 'server'): string {
  const { handler, framing, transport, mode } = options;
  const name = lab === undefined ? '' : `lab ${lab.number} ${lab.slug}: `;
  const words = `${name}handler ${handler}, framing ${framing}, ${transport}`;
  if (side === 'client' || transport === 'udp') return words;
  return `${words}${mode === 'iterative' ? ', one client at a time' : ', concurrent'}`;
}
