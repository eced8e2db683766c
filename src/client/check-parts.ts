import type { Automaton } from '../core/automaton.js';
import { programActionSchema } from '../lab/program-action.js';
import { sentenceSchema } from '../schema/bounds.js';
import { codeSchema } from '../schema/code.js';
import { stepParts } from './step-parts.js';

/** What steps of checks are made of besides: not loaded to read a script of anybody's, which has none of it. */
export const checkParts = {
  ...stepParts,
  sentence: sentenceSchema,
  action: programActionSchema,
  automaton: codeSchema<Automaton>(),
};

/** The parts, by name. */
export type CheckParts = typeof checkParts;
