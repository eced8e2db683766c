/** The two ends of an exchange. */
export type End = 'client' | 'server';

/** What a network does to the datagrams of one direction. Numbers count them from 1; a probability is from 0 to 1. */
export interface DatagramImpairment {
  /** Probability that one is lost, less than 1; never more than `MOST_LOST_IN_A_ROW` of them in a row. */
  readonly loss?: number;
  /** Probability that one comes twice. */
  readonly duplication?: number;
  /** Probability that one is held back until the next has gone by. */
  readonly reordering?: number;
  /** How long each takes, in milliseconds. */
  readonly delayMs?: number;
  /** These are lost. */
  readonly drop?: readonly number[];
  /** These come twice. */
  readonly double?: readonly number[];
  /** These are held back until the next has gone by. */
  readonly holdBack?: readonly number[];
  /** These come so many milliseconds later than the others. */
  readonly late?: Readonly<Record<number, number>>;
}

/** What a network does to the bytes that go to the program, on each connection. Offsets count them from 0. */
export interface StreamImpairment {
  /** Here a new piece begins. */
  readonly cuts?: readonly number[];
  /** Cut at random, into pieces of 1 to so many bytes. */
  readonly pieces?: number;
  /** What is sent within so many milliseconds arrives as one. */
  readonly glueMs?: number;
  /** Before each piece, in milliseconds. */
  readonly delayMs?: number;
  /** After so many bytes the direction ends; the other one goes on. */
  readonly endAfter?: number;
  /** After so many bytes the connection breaks. */
  readonly resetAfter?: number;
  /** After so many bytes nothing more of the program is read, and nothing more reaches it. */
  readonly stopAfter?: number;
}

/** What a network does to what goes over it: data, and together with a seed always the same. */
export interface ImpairmentPlan {
  /** In place of the seed of the grading or of the command line. */
  readonly seed?: number;
  readonly toServer?: DatagramImpairment;
  readonly toClient?: DatagramImpairment;
  /** Over TCP. */
  readonly stream?: StreamImpairment;
}

/** So many are lost by chance in a row at most: a sender that tries 16 times comes through, whatever is lost in either direction. */
export const MOST_LOST_IN_A_ROW = 3;

/** The same in both directions. */
export function bothWays(impairment: DatagramImpairment): ImpairmentPlan {
  return { toServer: impairment, toClient: impairment };
}

/** Throws a RangeError for a probability or a number that makes no sense. */
export function requireSensible({
  loss = 0,
  duplication = 0,
  reordering = 0,
  delayMs = 0,
  drop = [],
  double = [],
  holdBack = [],
  late = {},
}: DatagramImpairment): void {
  if (!(loss >= 0 && loss < 1)) throw new RangeError(`loss is ${String(loss)}: it has to be from 0 to less than 1`);
  for (const [name, value] of Object.entries({ duplication, reordering })) {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} is ${String(value)}: it has to be from 0 to 1`);
  }
  for (const ms of [delayMs, ...Object.values(late)]) {
    if (!(ms >= 0 && ms <= LONGEST_DELAY))
      throw new RangeError(`delay of ${String(ms)} ms: it has to be from 0 to ${String(LONGEST_DELAY)}`);
  }
  const number = [...drop, ...double, ...holdBack, ...Object.keys(late).map(Number)].find(
    (each) => !Number.isInteger(each) || each < 1,
  );
  if (number !== undefined) throw new RangeError(`datagram ${String(number)}: they are counted from 1`);
}

/** Milliseconds. */
export const LONGEST_DELAY = 60_000;
