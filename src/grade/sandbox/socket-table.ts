import { readFileSync } from 'node:fs';

/** An address as the kernel's tables have it. */
export interface SocketEndpoint {
  readonly address: string;
  readonly port: number;
}

/** The states of a socket that diagnoses speak of. */
export type SocketState =
  | 'established'
  | 'syn-sent'
  | 'syn-received'
  | 'fin-wait'
  | 'time-wait'
  | 'closed'
  | 'close-wait'
  | 'last-ack'
  | 'listen'
  | 'closing';

/** A socket of this network. */
export interface SocketEntry {
  readonly transport: 'tcp' | 'udp';
  readonly local: SocketEndpoint;
  readonly remote: SocketEndpoint;
  /** A UDP socket is `closed` while it has no peer. */
  readonly state: SocketState;
  /** Bytes that have come and were not read; of a listening socket the connections that were not accepted. */
  readonly received: number;
  /** Bytes that were written and not acknowledged. */
  readonly unsent: number;
  /** 0 while no process has it: a connection that was not accepted, or what is left of one. */
  readonly inode: number;
}

// net/tcp_states.h, from 1
const STATES: readonly SocketState[] = [
  'established',
  'syn-sent',
  'syn-received',
  'fin-wait',
  'fin-wait',
  'time-wait',
  'closed',
  'close-wait',
  'last-ack',
  'listen',
  'closing',
  'syn-received',
];

const TABLES = ['tcp', 'tcp6', 'udp', 'udp6'] as const;

/** How many sockets each table has. */
export type SocketCounts = Readonly<Record<(typeof TABLES)[number], number>>;

/** Reads the sockets of this network; `counts` spares tables that are empty, of which tcp and tcp6 take milliseconds even so. */
export function socketTable(counts: SocketCounts | undefined = socketCounts()): SocketEntry[] {
  return TABLES.filter((table) => counts?.[table] !== 0).flatMap((table) =>
    parseTable(read(`/proc/net/${table}`), table.startsWith('udp') ? 'udp' : 'tcp'),
  );
}

/** The kernel's own count: a small part of what it costs to read the tables. Connections in TIME_WAIT are not in it. */
export function socketCounts(): SocketCounts | undefined {
  const text = read('/proc/net/sockstat') + read('/proc/net/sockstat6');
  const count = (name: string): number => Number(new RegExp(`^${name}: inuse (\\d+)`, 'm').exec(text)?.[1] ?? NaN);
  const counts = { tcp: count('TCP'), tcp6: count('TCP6'), udp: count('UDP'), udp6: count('UDP6') };
  return Number.isNaN(counts.tcp) ? undefined : { ...counts, tcp6: counts.tcp6 || 0, udp6: counts.udp6 || 0 };
}

/** Understands /proc/net/tcp and its like. */
export function parseTable(text: string, transport: 'tcp' | 'udp'): SocketEntry[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local, remote, state, queues, , , , , inode] = line.trim().split(/\s+/);
      if (
        local === undefined ||
        remote === undefined ||
        state === undefined ||
        queues === undefined ||
        inode === undefined
      )
        return [];
      const [unsent = '0', received = '0'] = queues.split(':');
      return [
        {
          transport,
          local: endpoint(local),
          remote: endpoint(remote),
          state: STATES[parseInt(state, 16) - 1] ?? 'closed',
          received: parseInt(received, 16),
          unsent: parseInt(unsent, 16),
          inode: Number(inode),
        },
      ];
    });
}

function endpoint(text: string): SocketEndpoint {
  const [address = '', port = '0'] = text.split(':');
  return { address: addressText(address), port: parseInt(port, 16) };
}

/** An address is printed as words of 32 bits in the machine's own order: the low byte first on the processors that there is a filter for. */
function addressText(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => parseInt(byte, 16)).join('.');
  const words = Array.from({ length: 8 }, (_, i) => (bytes[2 * i] ?? '') + (bytes[2 * i + 1] ?? ''));
  const host = new URL(`http://[${words.join(':')}]`).hostname.slice(1, -1);
  return words.slice(0, 5).every((word) => word === '0000') && words[5]?.toLowerCase() === 'ffff'
    ? `::ffff:${bytes
        .slice(12)
        .map((byte) => parseInt(byte, 16))
        .join('.')}`
    : host;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
