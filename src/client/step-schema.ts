import * as z from 'zod';
import type { CheckParts } from './check-parts.js';
import type { StepKind } from './step-kind.js';
import type { StepParts } from './step-parts.js';

/** The schema of all steps of a kind, made of these parts: values in memory, and by `encode` and `decode` those that JSON can hold. */
export function stepSchema(kind: StepKind, parts: StepParts | CheckParts): z.ZodReadonly<z.ZodObject> {
  return z
    .strictObject({ op: z.literal(kind.op), ...kind.shape(parts), client: parts.text.exactOptional() })
    .readonly();
}
