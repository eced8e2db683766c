import type * as z from 'zod';
import type {
  datagramImpairmentSchema,
  endSchema,
  impairmentPlanShape,
  streamImpairmentSchema,
} from './impairment-schema.js';

/** The two ends of an exchange. */
export type End = z.output<typeof endSchema>;

/** What a network does to the datagrams of one direction. Numbers count them from 1; a probability is from 0 to 1. */
export type DatagramImpairment = z.output<typeof datagramImpairmentSchema>;

/** What a network does to the bytes that go to the program, on each connection. Offsets count them from 0. */
export type StreamImpairment = z.output<typeof streamImpairmentSchema>;

/** What a network does to what goes over it: data, and together with a seed always the same. */
export type ImpairmentPlan = Readonly<z.output<typeof impairmentPlanShape>>;

/** So many are lost by chance in a row at most: a sender that tries 16 times comes through, whatever is lost in either direction. */
export const MOST_LOST_IN_A_ROW = 3;

/** The same in both directions. */
export function bothWays(impairment: DatagramImpairment): ImpairmentPlan {
  return { toServer: impairment, toClient: impairment };
}

/** Throws a RangeError for a probability or a number that makes no sense. */
export function requireSensible(impairment: DatagramImpairment): void {
  const mistake = mistakeIn(impairment);
  if (mistake !== undefined) throw new RangeError(mistake);
}

/** What makes no sense about an impairment, in one line. */
export function mistakeIn({
  loss = 0,
  duplication = 0,
  reordering = 0,
  delayMs = 0,
  drop = [],
  double = [],
  holdBack = [],
  late = {},
}: DatagramImpairment): string | undefined {
  if (!(loss >= 0 && loss < 1)) return `loss is ${String(loss)}: it has to be from 0 to less than 1`;
  for (const [name, value] of Object.entries({ duplication, reordering })) {
    if (!(value >= 0 && value <= 1)) return `${name} is ${String(value)}: it has to be from 0 to 1`;
  }
  for (const ms of [delayMs, ...Object.values(late)]) {
    if (!(ms >= 0 && ms <= LONGEST_DELAY))
      return `delay of ${String(ms)} ms: it has to be from 0 to ${String(LONGEST_DELAY)}`;
  }
  const number = [...drop, ...double, ...holdBack, ...Object.keys(late).map(Number)].find(
    (each) => !Number.isInteger(each) || each < 1,
  );
  return number === undefined ? undefined : `datagram ${String(number)}: they are counted from 1`;
}

/** Milliseconds. */
const LONGEST_DELAY = 60_000;
