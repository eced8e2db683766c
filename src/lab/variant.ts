import { defined } from '../core/defined.js';
import type { Check, Checks } from './check.js';
import { usualValues, type Dimensions, type VariantValues } from './dimension.js';
import type { Lab, Variants } from './lab.js';

/** The file of a lab that was handed out to one student: the values are in it, the secret is not. */
export const VARIANT_FILE = 'variant.json';

/**
 * A lab that can be given to each student with values of their own. As it stands it has the usual ones, and its sheet is written with
 * those; `says` has what else in the sheet follows from them.
 */
export function withVariants<const D extends Dimensions>(
  dimensions: D,
  make: (values: VariantValues<D>) => Lab,
  says: (values: VariantValues<D>) => Readonly<Record<string, string>> = () => ({}),
): Lab {
  const variants = { dimensions, make, says } as unknown as Variants;
  return { ...make(usualValues(dimensions) as VariantValues<D>), variants };
}

/** The lab with these values, the sentences of its checks included; the lab itself where it has no variants. */
export function variantOf(lab: Lab, values: VariantValues): Lab {
  if (lab.variants === undefined) return lab;
  const made = lab.variants.make(values);
  const render = renderer(lab.variants, values);
  return {
    ...made,
    ...defined({ checks: made.checks === undefined ? undefined : renderedChecks(made.checks, render) }),
    variants: lab.variants,
  };
}

/** What turns a text with the usual values into one with these. */
export function renderer({ dimensions, says }: Variants, values: VariantValues): (text: string) => string {
  const usual = texts(usualValues(dimensions), says);
  const own = texts(values, says);
  const pairs = Object.entries(usual).flatMap(([name, text]): [string, string][] =>
    own[name] === undefined || own[name] === text ? [] : [[text, own[name]]],
  );
  if (pairs.length === 0) return (text) => text;
  const replacements = new Map(pairs);
  // The longest first: one may begin like another. Whole words only: 5000 is not in 15000.
  const alternatives = [...replacements.keys()]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => text.replace(pattern, (found) => replacements.get(found) ?? found);
}

function texts(values: VariantValues, says: Variants['says']): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
    ...says(values),
  };
}

function renderedChecks({ server, client }: Checks, render: (text: string) => string): Checks {
  const rendered = (checks: readonly Check[]): readonly Check[] =>
    checks.map((check) => ({
      ...check,
      title: render(check.title),
      because: render(check.because),
      ...defined({ hint: check.hint === undefined ? undefined : render(check.hint) }),
    }));
  return {
    ...defined({
      server: server === undefined ? undefined : rendered(server),
      client: client === undefined ? undefined : rendered(client),
    }),
  };
}
