import type { Transport } from '../../lab/lab.js';
import { TcpAcceptor } from '../../transport/tcp-acceptor.js';
import { UdpAcceptor } from '../../transport/udp-acceptor.js';
import { refusedConnections, refusedTimes } from '../diagnosis/refused-connections.js';
import { patientClock } from '../sandbox/patient-clock.js';
import type { ProgramSpec } from '../sandbox/program.js';
import { startProgram } from '../sandbox/start-program.js';

// Two sockets to a port, for IPv4 and IPv6: together fewer than the 4096 files that a process may have open where little is allowed.
const PORTS_AT_ONCE = 1536;
const HIGHEST = 65_535;
const LAST_MS = 20; // what it did before it ended may still have to be noticed

/** How the client that is looked for is started, and what it is typed. */
export interface Lost {
  readonly spec: ProgramSpec;
  readonly input?: string;
  readonly transport: Transport;
  /** The longest that it is waited for each time. */
  readonly deadlineMs: number;
}

/**
 * The port to which a client goes that comes nowhere where it is waited for: it is started again and again, each time with somebody
 * on some thousand ports more. For a network in which all ports are ours. `undefined` where it comes to none.
 */
export async function findPort(lost: Lost): Promise<number | undefined> {
  for (let from = 1; from <= HIGHEST; from += PORTS_AT_ONCE) {
    const port = await comesTo(from, Math.min(from + PORTS_AT_ONCE - 1, HIGHEST), lost);
    if (port !== undefined) return port;
  }
  return undefined;
}

async function comesTo(
  from: number,
  to: number,
  { spec, input, transport, deadlineMs }: Lost,
): Promise<number | undefined> {
  const ports = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const acceptor = await (transport === 'udp' ? UdpAcceptor : TcpAcceptor).listen(
    ports.flatMap((port) => [
      { host: '0.0.0.0', port },
      { host: '::', port },
    ]),
  );
  const before = refusedConnections(transport);
  const program = startProgram(spec);
  const given = new AbortController();
  try {
    program.stdin.end(input ?? '');
    let isOver = false;
    void program.exited.then(() => {
      isOver = true;
    });
    void refusedTimes(
      1,
      () => refusedConnections(transport) - before,
      () => isOver,
      patientClock,
      deadlineMs,
    ).then(() => {
      setTimeout(() => {
        given.abort();
      }, LAST_MS);
    });
    const link = await acceptor.next(
      { receive: () => undefined, end: () => undefined, lost: () => undefined },
      given.signal,
    );
    link.close();
    return link.local.port;
  } catch (error) {
    if (given.signal.aborted) return undefined;
    throw error;
  } finally {
    acceptor.close();
    await program.stop();
  }
}
