import { defined } from '../core/defined.js';
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasValue, valueAt, type Dimensions, type VariantValues } from '../lab/dimension.js';
import type { NumberedLab } from '../lab/numbered-lab.js';
import { renderer, VARIANT_FILE, variantOf } from '../lab/variant.js';
import { UsageError } from '../errors/usage-error.js';

const DRAWN_BYTES = 6; // 48 bits: no value of a range is noticeably likelier than another

/** A student's own values for a lab: always the same for the same secret, and not to be told without it. */
export function studentValues(
  { slug }: Pick<NumberedLab, 'slug'>,
  dimensions: Dimensions,
  student: string,
  secret: string,
): VariantValues {
  const id = student.trim().normalize('NFC').toLowerCase(); // as it is typed in one list and in another
  if (id === '') throw new UsageError('--student needs an ID');
  return Object.fromEntries(
    Object.entries(dimensions).map(([name, dimension]) => {
      const digest = createHmac('sha256', secret)
        .update(JSON.stringify(['wirelab variant', slug, name, id]))
        .digest();
      return [name, valueAt(dimension, digest.readUIntBE(0, DRAWN_BYTES))];
    }),
  );
}

/** The lab with these values. */
export function withValues(lab: NumberedLab, values: VariantValues): NumberedLab {
  const { number, slug, folder } = lab;
  return {
    ...variantOf(lab, values),
    number,
    slug,
    folder,
    ...defined({ variant: lab.variants === undefined ? undefined : values }),
  };
}

/** A text of the lab, such as its sheet, as the student with the lab's values has to read it. */
export function rendered({ variants, variant }: NumberedLab, text: string): string {
  return variants === undefined || variant === undefined ? text : renderer(variants, variant)(text);
}

/** The values in the file of a lab that was handed out; `undefined` where there is none. Throws a UsageError. */
export function handedOutValues(folder: string, dimensions: Dimensions | undefined): VariantValues | undefined {
  const path = join(folder, VARIANT_FILE);
  if (dimensions === undefined || !existsSync(path)) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} is not JSON: take the file that was handed out`, { cause: error });
  }
  for (const [name, dimension] of Object.entries(dimensions)) {
    const value = (values as Readonly<Record<string, unknown>> | null)?.[name];
    if (!hasValue(dimension, value))
      throw new UsageError(
        `${path}: ${name} cannot be ${value === undefined ? 'missing' : JSON.stringify(value)}: take the file that was handed out`,
      );
  }
  return values as VariantValues;
}
