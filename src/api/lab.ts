/**
 * What labs are made of: their data, the checks that many labs have, and values that differ from student to student.
 *
 * @module lab
 */
export type { AnyCut, Check, Checks, CheckScript, StartOptions } from '../lab/check.js';
export * as clientChecks from '../lab/client-checks.js';
export type { Dialogue } from '../lab/client-checks.js';
export type { Dimension, Dimensions, NumberRange, VariantValues } from '../lab/dimension.js';
export type { Lab, Mode, ServerDefaults, Transport, Variants } from '../lab/lab.js';
export type { ProgramAction } from '../lab/program-action.js';
export * as programChecks from '../lab/program-checks.js';
export type { Key, QuestionKey } from '../lab/question-key.js';
export type { Question } from '../lab/question.js';
export * as serverChecks from '../lab/server-checks.js';
export type { Own, Sample } from '../lab/server-checks.js';
export type { ProgramStep, Script, Step } from '../lab/step.js';
export { withVariants } from '../lab/variant.js';
