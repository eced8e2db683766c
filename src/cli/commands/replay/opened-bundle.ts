import { composeReference } from '../../../compose/compose-server.js';
import { allLabs, findLab } from '../../../compose/labs.js';
import { withValues } from '../../../compose/student-variant.js';
import { UsageError } from '../../../errors/usage-error.js';
import { BundleError, readBundle, type Bundle } from '../../../grade/bundle/read-bundle.js';
import type { LabServer } from '../../../server/lab-server.js';
import { hasValue } from '../../../lab/dimension.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';

/** A bundle with the lab that it is about, as it is installed here. */
export interface OpenedBundle extends Bundle {
  readonly lab: NumberedLab;
  /** Of which the handler and the framing are the reference. It does not run. */
  readonly reference: LabServer;
}

/** Opens a bundle. A lab that does not come with wirelab is taken only from where the command line says, never from where the bundle says. */
export async function openedBundle(path: string, labPath: string | undefined): Promise<OpenedBundle> {
  const bundle = await read(path);
  const { slug, variant } = bundle.manifest.lab;
  const found = labPath === undefined ? (await allLabs()).find((lab) => lab.slug === slug) : await findLab(labPath);
  if (found === undefined)
    throw new UsageError(
      `the bundle is about lab ${slug}, which does not come with this wirelab: say where it is with --lab FOLDER`,
    );
  if (found.slug !== slug)
    throw new UsageError(`the bundle is about lab ${slug}, and --lab ${labPath ?? ''} is ${found.slug}`);
  const lab = variant === undefined ? found : withVariant(found, variant);
  return { ...bundle, lab, reference: await composeReference(lab) };
}

async function read(path: string): Promise<Bundle> {
  try {
    return await readBundle(path);
  } catch (error) {
    throw error instanceof BundleError ? new UsageError(error.message, { cause: error }) : error;
  }
}

function withVariant(lab: NumberedLab, variant: Readonly<Record<string, string | number>>): NumberedLab {
  const dimensions = lab.variants?.dimensions ?? {};
  const isKnown =
    Object.keys(variant).length === Object.keys(dimensions).length &&
    Object.entries(dimensions).every(([name, dimension]) => hasValue(dimension, variant[name]));
  if (!isKnown)
    throw new UsageError(
      `the bundle is about a variant that lab ${lab.slug} does not have here: was it made with another version?`,
    );
  return withValues(lab, variant);
}
