import { patientClock } from './patient-clock.js';
import { descriptorsOf, type ProcessEntry } from './process-table.js';
import type { Listening } from './program.js';
import { socketCounts, socketTable, type SocketEntry } from './socket-table.js';

const FIRST_MS = 1;
const GROWTH = 1.15;
const MOST_MS = 25;
const READ_ANYWAY_MS = 250;

/** The program whose sockets are waited for. */
export interface Watched {
  readonly hasEnded: () => boolean;
  /** False when the program itself has ended, and what it has left behind is about to. */
  readonly goesOn: () => boolean;
  readonly tree: () => readonly ProcessEntry[];
}

/** Waits until a program has a socket that clients can reach. */
export async function awaitListening(
  program: Watched,
  ended: Promise<unknown>,
  deadlineMs: number,
  transport?: 'tcp' | 'udp',
): Promise<Listening> {
  const begin = performance.now();
  const begunAt = patientClock.elapsed();
  let wake: () => void = () => undefined;
  void ended.then(() => {
    wake();
  });
  let seen = '';
  let lastRead = begin;
  for (let gap = FIRST_MS; ; gap = Math.min(gap * GROWTH, MOST_MS)) {
    const now = performance.now();
    // To count the sockets costs 30 µs, to read the tables 5 ms: they are read when the counts have changed, and seldom in any case.
    const counts = socketCounts();
    const text = JSON.stringify(counts);
    if (program.hasEnded()) return { state: 'exited', tcp: [], udp: [], afterMs: now - begin };
    if (counts === undefined || text !== seen || now - lastRead > READ_ANYWAY_MS) {
      const found =
        counts !== undefined && isEmpty(counts)
          ? { tcp: [], udp: [] }
          : reachable(socketsOf(program.tree(), socketTable(counts)));
      // Counted before, read after: what came in between shows as another count next time.
      seen = text;
      lastRead = performance.now();
      const isThere = transport === undefined ? found.tcp.length + found.udp.length > 0 : found[transport].length > 0;
      if (isThere && program.goesOn()) return { state: 'listening', ...found, afterMs: performance.now() - begin };
    }
    const rest = deadlineMs - (patientClock.elapsed() - begunAt);
    if (rest <= 0) return { state: 'timeout', tcp: [], udp: [], afterMs: performance.now() - begin };
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(gap, rest));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The sockets that processes have open. */
export function socketsOf(tree: readonly ProcessEntry[], table: readonly SocketEntry[]): SocketEntry[] {
  const inodes = new Set(tree.flatMap(({ pid }) => [...descriptorsOf(pid).sockets]));
  return table.filter(({ inode }) => inode !== 0 && inodes.has(inode));
}

function reachable(sockets: readonly SocketEntry[]): Pick<Listening, 'tcp' | 'udp'> {
  return {
    tcp: sockets.filter(({ transport, state }) => transport === 'tcp' && state === 'listen').map(({ local }) => local),
    udp: sockets.filter(({ transport, state }) => transport === 'udp' && state === 'closed').map(({ local }) => local),
  };
}

function isEmpty(counts: Readonly<Record<string, number>>): boolean {
  return Object.values(counts).every((count) => count === 0);
}
