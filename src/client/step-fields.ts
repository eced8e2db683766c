import type * as z from 'zod';
import { stepSchema } from './step-schema.js';
import type { StepKind } from './step-kind.js';
import { stepKinds } from './step-kinds.js';
import { stepParts } from './step-parts.js';

/** A member of a step, as it is written in a script. */
export interface StepField {
  readonly name: string;
  /** How it is called in YAML: `or-reset`. */
  readonly written: string;
  readonly is: 'payload' | 'number' | 'flag' | 'text';
  /** There may be several. */
  readonly isList: boolean;
  readonly isOptional: boolean;
  /** What has to be there: `a byte offset`. */
  readonly words: string;
}

/** A kind of step, as it is written in a script. */
export interface WrittenStep {
  readonly op: string;
  readonly schema: z.ZodType;
  /** What stands behind the name of the step; who acts where there is none. */
  readonly value?: StepField;
  /** What may stand beside it. */
  readonly keys: readonly StepField[];
}

const kinds: ReadonlyMap<string, StepKind> = new Map(
  Object.values<StepKind>(stepKinds)
    .filter(({ inScripts }) => inScripts)
    .map((kind) => [kind.op, kind]),
);
const written = new Map<string, WrittenStep>();

/** The names of the steps that may be in a script of anybody's. */
export const scriptOps: readonly string[] = [...kinds.keys()];

/** The step of this name as it is written, where there is one. Made when it is first wanted: schemas take their time. */
export function writtenStep(op: string): WrittenStep | undefined {
  const kind = kinds.get(op);
  const known = written.get(op);
  if (kind === undefined || known !== undefined) return known;
  const made = writtenKind(kind);
  written.set(op, made);
  return made;
}

function writtenKind(kind: StepKind): WrittenStep {
  const fields = Object.entries(kind.shape(stepParts)).map(([name, schema]) => fieldOf(name, schema as z.ZodType));
  const value = fields.find(({ isOptional }) => !isOptional);
  return {
    op: kind.op,
    schema: stepSchema(kind, stepParts),
    ...(value === undefined ? {} : { value }),
    keys: fields.filter((field) => field !== value),
  };
}

function fieldOf(name: string, schema: z.ZodType): StepField {
  const isOptional = schema.def.type === 'optional';
  let inner = bare(schema);
  const isList = inner.def.type === 'array';
  if (isList) inner = bare((inner as z.ZodArray).element as z.ZodType);
  const written = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return {
    name,
    written,
    isList,
    isOptional,
    is: typeOf(inner, name),
    words: inner.description ?? schema.description ?? `a value of ${written}`,
  };
}

/** What is inside `optional` and `readonly`. */
function bare(schema: z.ZodType): z.ZodType {
  const { type } = schema.def;
  return type === 'optional' || type === 'readonly' ? bare((schema as z.ZodReadonly).unwrap() as z.ZodType) : schema;
}

function typeOf(schema: z.ZodType, name: string): StepField['is'] {
  const { type } = schema.def;
  if (type === 'number') return 'number';
  if (type === 'boolean') return 'flag';
  if (type === 'string') return 'text';
  if (type === 'union') return 'payload';
  throw new Error(`${name} cannot be written in a script: it is of type ${type}`);
}
