import * as z from 'zod';
import type { StepKind } from './step-kind.js';
import { stepParts } from './step-parts.js';

/** The schema of all steps of a kind: values in memory, and by `encode` and `decode` those that JSON can hold. */
export function stepSchema({ op, shape }: StepKind): z.ZodReadonly<z.ZodObject> {
  return z.strictObject({ op: z.literal(op), ...shape(stepParts), client: stepParts.text.exactOptional() }).readonly();
}
