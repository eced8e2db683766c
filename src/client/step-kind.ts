import type * as z from 'zod';
import type { Clock } from '../core/clock.js';
import type { Payload } from '../core/exchange.js';
import type { ProgramAction } from '../lab/program-action.js';
import type { Failure } from './failure.js';
import type { ScriptedClient } from './scripted-client.js';
import type { StepParts } from './step-parts.js';
import type { CheckParts } from './check-parts.js';

/**
 * A kind of step, all of which is in the file `steps/NAME.ts` that exports it by default: what it takes, what it does, and the words for
 * that. Files are found by folder (`npm run kinds`).
 */
export interface StepKind<
  Op extends string = string,
  Shape extends z.ZodRawShape = z.ZodRawShape,
  In extends boolean = boolean,
> {
  readonly op: Op;
  /** Whether it may stand in a script of anybody's, or in a check of a lab only. */
  readonly inScripts: In;
  /**
   * What it takes besides `op` and `client`, made of parts that are given to it: who only plays steps does without the library of
   * schemas. In YAML the first that is needed is the step's own value, and the others are keys beside it.
   */
  shape(of: In extends true ? StepParts : CheckParts): Shape;
  /** How it looks in YAML, for the documentation. */
  readonly example: string;
  /** What it does, for the documentation. */
  readonly does: string;
  /** It is done with the program, and not on a connection. */
  readonly isAboutProgram?: boolean;
  /** Does it for the client of this name. */
  run(step: StepOf<Op, Shape>, script: RunningScript, name: string): Promise<Failure | undefined>;
}

/** A step of this kind. `client` says who acts (default: `client`). */
export type StepOf<Op extends string, Shape extends z.ZodRawShape> = Readonly<
  z.output<z.ZodObject<Shape & { op: z.ZodLiteral<Op>; client: z.ZodExactOptional<z.ZodString> }, z.core.$strict>>
>;

/** The script that a step belongs to, while it runs. */
export interface RunningScript {
  readonly settings: StepSettings;
  /** It was interrupted. */
  readonly isStopped: boolean;
  /** Messages as they are on the wire. */
  frames(messages: readonly Payload[]): Uint8Array[];
  connect(name: string): Promise<Failure | undefined>;
  /** Does something on the connection of this client, which connects first if it has not. */
  withClient(
    name: string,
    act: (client: ScriptedClient) => Failure | undefined | Promise<Failure | undefined>,
  ): Promise<Failure | undefined>;
  /** Does something with the program under test. */
  perform(action: ProgramAction): Promise<Failure | undefined>;
  /** The failure with what a look at the program says, which is taken once. */
  diagnosed(failure: Failure, name: string): Promise<Failure>;
  /** Nothing can come from this client's server that would be worth to be waited for. */
  isHopeless(client: ScriptedClient): boolean;
}

/** What steps go by. */
export interface StepSettings {
  /** The most that any wait takes. */
  readonly deadlineMs: number;
  /** How much longer than that a reply is waited for, to tell a late one from none. */
  readonly lateMs: number;
  /** Between the pieces of a message. */
  readonly gapMs: number;
  readonly clock: Clock;
  /** By which deadlines are measured. */
  readonly patience: Clock;
  /** Resolves when the program under test has nothing to do. */
  readonly rests?: () => Promise<unknown>;
  /** Resolves when the program under test has ended. */
  readonly ended?: () => Promise<unknown>;
  readonly signal?: AbortSignal;
}

/** A kind of step that may stand in any script. */
export function scriptStep<Op extends string, Shape extends z.ZodRawShape>(
  kind: Omit<StepKind<Op, Shape, true>, 'inScripts'>,
): StepKind<Op, Shape, true> {
  return { ...kind, inScripts: true };
}

/** A kind of step that only checks of a lab have. */
export function checkStep<Op extends string, Shape extends z.ZodRawShape>(
  kind: Omit<StepKind<Op, Shape, false>, 'inScripts'>,
): StepKind<Op, Shape, false> {
  return { ...kind, inScripts: false };
}
