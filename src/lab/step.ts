import * as z from 'zod';
import { checkParts } from '../client/check-parts.js';
import { stepKinds } from '../client/step-kinds.js';
import type { StepKind, StepOf } from '../client/step-kind.js';
import { stepSchema } from '../client/step-schema.js';

type Kinds = (typeof stepKinds)[keyof typeof stepKinds];
type OneOf<Kind> = Kind extends StepKind<infer Op, infer Shape> ? StepOf<Op, Shape> : never;

/**
 * One thing that a scripted client does: data, so that a script can be printed, replayed and made smaller. Each kind is a file in
 * `src/client/steps`.
 *
 * Messages are payloads, put into frames by the framing in use; `raw` and `expect-raw` are bytes of the wire. `client` says
 * which client acts (default: `client`); it connects with its first step if nothing connected it before.
 */
export type Step = OneOf<Extract<Kinds, { readonly inScripts: true }>>;

/** Everything that a check can do. */
export type CheckStep = OneOf<Kinds>;

/** A step of a check only: something is done with the program under test. */
export type ProgramStep = Extract<CheckStep, { readonly op: 'program' }>;

/** A step of a check only: the client acts by itself from here on, until it says that it has done what it is for. */
export type AutomatonStep = Extract<CheckStep, { readonly op: 'automaton' }>;

/** A list of steps with a name for reports. */
export interface Script {
  readonly title: string;
  readonly steps: readonly CheckStep[];
}

/** Everything that a check can do, and by `encode` and `decode` its data in JSON. */
export const checkStepSchema = z.discriminatedUnion(
  'op',
  Object.values<StepKind>(stepKinds).map((kind) => stepSchema(kind, checkParts)) as [z.ZodReadonly<z.ZodObject>],
) as unknown as z.ZodType<CheckStep>;
