/** What is measured, and how. */
export type BenchScenario = RateScenario | IdleScenario | SlowScenario;

interface Load {
  readonly name: string;
  /** What happens, in words. */
  readonly title: string;
  /** Measured when nobody says what to measure. */
  readonly usual?: boolean;
  readonly connections: number;
  readonly depth: number;
  /** Of a payload, in bytes. */
  readonly size: number;
}

/** Messages, or connections, in a second. */
export interface RateScenario extends Load {
  readonly kind: 'rate';
  readonly unit: 'msg' | 'conn';
  /** Our own server in several shapes instead of the peers; the first is what the others are compared with. */
  readonly variants?: readonly Variant[];
}

/** Our own server with some flags of its own. */
export interface Variant {
  readonly name: string;
  readonly flags: readonly string[];
}

/** The memory of connections that say nothing. */
export interface IdleScenario extends Load {
  readonly kind: 'idle';
}

/** A client that does not read. */
export interface SlowScenario extends Load {
  readonly kind: 'slow';
  readonly maxMib: number;
  /** Peers that are left out unless they are asked for: they take everything into their memory. */
  readonly spares: readonly string[];
}

const KIB = 1024;

/** All scenarios, in the order in which they are run. */
export const scenarios: readonly BenchScenario[] = [
  {
    name: 'pingpong',
    kind: 'rate',
    unit: 'msg',
    usual: true,
    connections: 64,
    depth: 1,
    size: 64,
    title: '64 connections, one message of 64 B in flight on each',
  },
  {
    name: 'pipelined',
    kind: 'rate',
    unit: 'msg',
    usual: true,
    connections: 64,
    depth: 64,
    size: 64,
    title: '64 connections, 64 messages of 64 B in flight on each',
  },
  {
    name: 'large',
    kind: 'rate',
    unit: 'msg',
    usual: true,
    connections: 8,
    depth: 4,
    size: 64 * KIB,
    title: '8 connections, 4 messages of 64 KiB in flight on each',
  },
  {
    name: 'connect',
    kind: 'rate',
    unit: 'conn',
    usual: true,
    connections: 16,
    depth: 1,
    size: 64,
    title: 'connect, one message of 64 B, close: 16 at once',
  },
  {
    name: 'idle',
    kind: 'idle',
    usual: true,
    connections: 2000,
    depth: 1,
    size: 64,
    title: '2000 connections that say nothing, each after one message',
  },
  {
    name: 'slow',
    kind: 'slow',
    connections: 1,
    depth: 1,
    size: 64,
    maxMib: 256,
    spares: ['node-naive'],
    title: 'a client that is sent up to 256 MiB of replies of 64 B and does not read',
  },
  {
    name: 'slow-large',
    kind: 'slow',
    connections: 1,
    depth: 1,
    size: 64 * KIB,
    maxMib: 256,
    spares: ['node-naive'],
    title: 'a client that is sent up to 256 MiB of replies of 64 KiB and does not read',
  },
  {
    name: 'workers',
    kind: 'rate',
    unit: 'msg',
    connections: 16,
    depth: 2,
    size: 16 * KIB,
    title: 'two workers against one, reversing 16 KiB of text for each message, all sharing two processors',
    variants: [
      { name: '1 worker', flags: ['--handler', 'reverse'] },
      { name: '2 workers', flags: ['--handler', 'reverse', '--workers', '2'] },
    ],
  },
];
