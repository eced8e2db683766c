import * as z from 'zod';

// What may be anybody's is read by the same schemas as the labs of this checkout, so that all of them have limits: far beyond what
// anybody needs, and far below what would hold up a grader.

/** Milliseconds: ten minutes at most. */
export const waitSchema = z
  .number('has to be a time in milliseconds')
  .min(0, 'has to be a time in milliseconds')
  .max(600_000, 'is longer than ten minutes (600000 ms)');

/** A sentence. */
export const sentenceSchema = z.string().max(10_000);

/** What is typed or printed. */
export const longTextSchema = z.string().max(1_000_000);

export const portSchema = z.int().min(0).max(65_535);
export const hostSchema = z.string().max(253);

/** Counts bytes or datagrams. */
export const countSchema = z
  .int()
  .min(0)
  .max(2 ** 32);
