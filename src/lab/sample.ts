import type { Payload } from '../core/exchange.js';
import type { Check } from './check.js';
import type { ProgramStep, Step } from './step.js';

/** What each lab says of a check that many labs have; what it does not say is as in the others. */
export type Own = Pick<Check, 'points' | 'because'> & Partial<Omit<Check, 'script'>>;

/** Something that a client of the lab sends, and what a right server answers. */
export interface Sample {
  readonly send: Payload;
  readonly replies: readonly Payload[];
  /** The server ends the connection afterwards. */
  readonly closes?: boolean;
}

/** Steps of a check of a server. */
export type Steps = readonly (Step | ProgramStep)[];

/**
 * In which a server reads what has come. Steps are `quiet` for so long only where a right server has nothing to say however
 * long it takes, so that the time can be too short for a wrong one to show itself, and never too short for a right one.
 */
export const PAUSE = 100;

/** Sends the sample and waits for what comes of it. */
export function exchange({ send, replies, closes }: Sample, client?: string): Step[] {
  const by = client === undefined ? {} : { client };
  return [
    { op: 'send', messages: [send], ...by },
    { op: 'expect', messages: replies, ...by },
    ...(closes === true ? [{ op: 'closed', orReset: true, ...by } as const] : []),
  ];
}

/** A whole visit: connects, one exchange, closes. */
export function visit(sample: Sample, client: string): Step[] {
  return [...exchange(sample, client), { op: 'close', client }];
}

/** The server still serves: a client that comes now is answered, and by then nothing that came before has ended it. */
export function stillServes(sample: Sample): Steps {
  return [...visit(sample, 'afterwards'), { op: 'program', action: { act: 'runs' } }];
}

export function check(id: string, title: string, hint: string, play: Check['script'], own: Own): Check {
  return { id, title, hint, ...own, script: play };
}
