import { readdirSync } from 'node:fs';
import type { Framing, FramingFactory } from '../../src/core/framing.js';

const FOLDER = new URL('../../src/framings/', import.meta.url);

// Delimiters that overlap themselves are where decoders go wrong; records may be shorter and longer than the usual message.
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  delimited: ['%00', '%0d%0a.%0d%0a', 'aab', 'aa', '%C0%DB'],
  fixed: ['1', '8', '300'],
};

/** Every framing in the folder; those with a parameter once for each value in the table, or else with their example. */
export async function allFramings(): Promise<Framing[]> {
  const files = readdirSync(FOLDER).filter((file) => /^[a-z0-9][a-z0-9-]*\.(ts|js)$/.test(file));
  return (await Promise.all(files.sort().map(framingsIn))).flat();
}

async function framingsIn(file: string): Promise<Framing[]> {
  const { default: make } = (await import(new URL(file, FOLDER).href)) as { default: FramingFactory };
  const values = PARAMETERS[file.replace(/\..*/, '')] ?? (make.example === undefined ? undefined : [make.example]);
  if (values !== undefined) return values.map((value) => make(value));
  const missing = `${file} takes a parameter: give it an example, or values in test/support/all-framings.ts`;
  let framing: Framing;
  try {
    framing = make();
  } catch (cause) {
    throw new Error(missing, { cause });
  }
  if (framing.parameter !== undefined) throw new Error(missing);
  return [framing];
}
