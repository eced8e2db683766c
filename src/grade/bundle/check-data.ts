import * as z from 'zod';
import { checkSchema, type Check } from '../../lab/check.js';

/** The checks of a bundle. */
const checksSchema = z.array(checkSchema).max(500);

/** A check as JSON can hold it: bytes are base64, and what is code is named only. Throws an Error for one that is none. */
export function checkData(check: Check): unknown {
  return z.encode(checkSchema, whole(check));
}

/** The checks that `data` is. Throws an Error that says what is wrong with it. */
export function parseChecks(data: unknown): readonly Check[] {
  return checksSchema.parse(data);
}

/** The JSON schema of the checks of a bundle. */
export function checksJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(checksSchema, {
    io: 'input',
    // In JSON nothing is read-only.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  return { $schema, title: 'Wirelab replay bundle, schema 2: checks.json', ...rest };
}

/** What is wrong with a check of a lab: one line for each thing. */
export function checkProblems(check: Check): readonly string[] {
  const { error } = checkSchema.safeEncode(whole(check));
  return (error?.issues ?? [])
    .flatMap((issue) => deepest(issue))
    .map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** True for a check that a bundle can hold. */
export function fitsBundle(check: Check): boolean {
  return checkSchema.safeEncode(whole(check)).success;
}

/** True where a part of the check is code of its lab, and cannot be in a bundle. */
export function isCode({ script }: Pick<Check, 'script'>): boolean {
  return (
    'steps' in script &&
    (typeof script.serve === 'function' ||
      script.steps.some((step) => step.op === 'automaton' || (step.op === 'program' && step.action.act === 'printed')))
  );
}

/** Of the alternatives that were tried, what is wrong with the one that comes nearest. */
function deepest(
  issue: z.core.$ZodIssue,
): readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] {
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return [issue];
  const [nearest = []] = [...issue.errors].sort((a, b) => a.length - b.length || depth(b) - depth(a));
  return nearest
    .flatMap((inner) => deepest(inner))
    .map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map(({ path }) => path.length));
}

/** JSON leaves out members that are `undefined`, which the schema tells from those that are not there. */
function whole<T>(value: T): T {
  if (Array.isArray(value)) return value.map(whole) as T;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, whole(member as unknown)]])),
  ) as T;
}
