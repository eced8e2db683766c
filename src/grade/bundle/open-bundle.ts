import { hasValue } from '../../lab/dimension.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { UsageError } from '../../errors/usage-error.js';
import { BundleError, readBundle, type Bundle } from './read-bundle.js';

/** A bundle with the lab that it is about, as it is installed here. */
export interface OpenBundle extends Bundle {
  readonly lab: NumberedLab;
}

/** Finds labs, and gives one the values of a variant. */
export interface LabShelf {
  readonly find: (slug: string) => Promise<NumberedLab | undefined>;
  readonly withValues: (lab: NumberedLab, values: Readonly<Record<string, string | number>>) => NumberedLab;
}

/** Opens a bundle. `find` knows where labs are: never the bundle. Throws a UsageError for what is no bundle, or about a lab that is not here. */
export async function openBundle(path: string, { find, withValues }: LabShelf): Promise<OpenBundle> {
  const bundle = await read(path);
  const { slug, variant } = bundle.manifest.lab;
  const lab = await find(slug);
  if (lab === undefined)
    throw new UsageError(
      `the bundle is about lab ${slug}, which does not come with this wirelab: say where it is with --lab FOLDER`,
    );
  if (variant === undefined) return { ...bundle, lab };
  if (!isKnown(lab, variant))
    throw new UsageError(
      `the bundle is about a variant that lab ${lab.slug} does not have here: was it made with another version?`,
    );
  return { ...bundle, lab: withValues(lab, variant) };
}

async function read(path: string): Promise<Bundle> {
  try {
    return await readBundle(path);
  } catch (error) {
    throw error instanceof BundleError ? new UsageError(error.message, { cause: error }) : error;
  }
}

function isKnown({ variants }: NumberedLab, variant: Readonly<Record<string, string | number>>): boolean {
  const dimensions = Object.entries(variants?.dimensions ?? {});
  return (
    Object.keys(variant).length === dimensions.length &&
    dimensions.every(([name, dimension]) => hasValue(dimension, variant[name]))
  );
}
