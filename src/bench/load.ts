/** The framings that every peer speaks. */
export const benchFramings = ['line', 'length32'] as const;
export type BenchFraming = (typeof benchFramings)[number];

/** The server that is measured. */
export interface LoadTarget {
  readonly port: number;
  /** Its processes: their processor time and memory are measured. */
  readonly pids: readonly number[];
}

/** What a load generator sends. The loop is closed: each connection has `depth` messages in flight. */
export interface LoadShape {
  readonly framing: BenchFraming;
  /** What the server does to a message. Every byte of every reply is compared. */
  readonly expect: 'echo' | 'reverse';
  readonly connections: number;
  readonly depth: number;
  /** Of a payload, in bytes. */
  readonly size: number;
  /** What is measured, in seconds, after as many seconds of `warmup`. */
  readonly duration: number;
  readonly warmup: number;
}

/** What every measurement says: a wrong, lost, repeated or reordered reply is an error. */
export interface Verified {
  readonly errors: number;
  /** The first of them; empty without one. */
  readonly error: string;
}

/** Messages (or connections) in a second, and what they cost. What cannot be known on this machine is null. */
export interface RateSample extends Verified {
  readonly rate: number;
  /** Latency in microseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server for each message, in microseconds. */
  readonly cpuMicros: number | null;
  /** The share of a core that the server used: near 1, it was the server that was measured, and not the load. */
  readonly core: number | null;
  /** The share of a core that other programs used meanwhile. */
  readonly noise: number | null;
}

/** The memory of a server with connections that say nothing, each after one message. */
export interface IdleSample extends Verified {
  readonly connections: number;
  readonly kibPerConnection: number | null;
}

/** What becomes of a client that sends and does not read, and of the server meanwhile. */
export interface SlowSample extends Verified {
  /** What the server took before it stopped reading. */
  readonly takenMib: number;
  /** How far its memory grew. */
  readonly growthMib: number | null;
  /** The longest that another client waited for a reply meanwhile. */
  readonly probeWorstMs: number;
}

/** Sends, verifies and measures. A failed measurement resolves with errors; an aborted one rejects. */
export interface LoadGenerator {
  readonly kind: 'native' | 'node';
  exchange(target: LoadTarget, shape: LoadShape): Promise<RateSample>;
  /** `count` connections, as many at once as the shape says, each for one message. */
  connect(target: LoadTarget, shape: LoadShape, count: number): Promise<RateSample>;
  idle(target: LoadTarget, shape: LoadShape): Promise<IdleSample>;
  /** One connection sends at most `maxMib` and reads nothing for the duration; then everything is read. */
  slow(target: LoadTarget, shape: LoadShape, maxMib: number): Promise<SlowSample>;
}
