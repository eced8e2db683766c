import * as z from 'zod';

/** What bundles are written and read as. 2: checks have `script` and `impairment` where 1 had `play` and `faults`. */
export const BUNDLE_SCHEMA = 2;

const text = z.string().max(1000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.strictObject({
  kind: z.literal('wirelab replay bundle'),
  schema: z.literal(BUNDLE_SCHEMA),
  tool: z.strictObject({ name: text, version: text }),
  lab: z.strictObject({
    number: z.int().min(0).max(10_000),
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/),
    title: text,
    variant: z.record(z.string().max(100), z.union([z.string().max(1000), z.number()])).optional(),
  }),
  role: z.enum(['server', 'client']),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31),
  /** The most that any wait took, in milliseconds; null where nothing was waited for. */
  deadlineMs: z.number().min(1).max(1e7).nullable(),
  /** Who may see it: a student's has nothing of hidden checks. */
  audience: z.enum(['student', 'staff']),
  submission: z.strictObject({ name: text, sha256: sha256.nullable(), included: z.boolean() }),
  /** Every other file of the bundle. */
  files: z.array(z.strictObject({ path: z.string().min(1).max(1200), size: z.int().min(0), sha256 })).max(3000),
});

/** What a bundle is about, and what is in it. */
export type Manifest = z.infer<typeof manifestSchema>;

const anyBundle = z.object({ kind: z.literal('wirelab replay bundle'), schema: z.int() });

/** The schema of a bundle, where it is a bundle of any. */
export function bundleSchemaOf(data: unknown): number | undefined {
  return anyBundle.safeParse(data).data?.schema;
}

/** The manifest that `data` is. Throws an Error that says what is wrong with it. */
export function parseManifest(data: unknown): Manifest {
  return manifestSchema.parse(data);
}
