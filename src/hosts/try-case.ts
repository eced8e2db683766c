import { defined } from '../core/defined.js';
import { connect } from 'node:net';
import { endpointText } from '../transport/link-error.js';
import type { Case } from './hosts.js';

/** What a client saw of one case. */
export interface Seen {
  /** `connected`, or the system's name for the error. */
  readonly result: string;
  /** The system's words for the error. */
  readonly message: string;
  readonly ms: number;
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ETIMEDOUT: 'Connection timed out',
  EACCES: 'Permission denied',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ENOTFOUND: 'Name or service not known',
  EAI_AGAIN: 'Temporary failure in name resolution',
};

const PATIENCE = 8000; // where the system has more of it
const TIME = 7; // characters of the column of times

/** Tries to connect there, from this address where one is given. */
export function tryCase({ endpoint }: Case, from: string | undefined, signal: AbortSignal): Promise<Seen> {
  return new Promise((resolve) => {
    const begin = performance.now();
    const socket = connect({ ...endpoint, ...defined({ localAddress: from }) });
    const tell = (result: string, message: string): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', give);
      socket.destroy();
      resolve({ result, message, ms: performance.now() - begin });
    };
    const give = (): void => {
      tell('interrupted', '');
    };
    const timer = setTimeout(() => {
      tell('ETIMEDOUT', `given up after ${PATIENCE / 1000} s: the system would go on for 2 minutes`);
    }, PATIENCE);
    signal.addEventListener('abort', give);
    socket.once('connect', () => {
      tell('connected', '');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.name;
      tell(code, WORDS[code] ?? error.message);
    });
  });
}

/** A line of the table, with columns as wide as all cases need. */
export function caseLine(one: Case, { result, message, ms }: Seen, all: readonly Case[]): string {
  const width = (text: (one: Case) => string): number => Math.max(...all.map((each) => text(each).length));
  const place = ({ endpoint }: Case): string => endpointText(endpoint);
  const columns = [
    one.what.padEnd(width(({ what }) => what)),
    place(one).padEnd(width(place)),
    duration(ms).padStart(TIME),
    result.padEnd('EHOSTUNREACH'.length),
    one.note === undefined ? message : `${message} (${one.note})`,
  ];
  return columns.join('  ').trimEnd();
}

function duration(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
