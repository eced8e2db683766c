import { z } from 'zod';

// The rules of CTRF's published schema for the parts that are written here; what it does not name may not be there.
const status = z.enum(['passed', 'failed', 'skipped', 'pending', 'other']);
const extra = z.record(z.string(), z.unknown());
const lines = z.array(z.string());

const attempt = z.strictObject({
  attempt: z.int().min(1),
  status,
  duration: z.int().optional(),
  message: z.string().optional(),
});

const test = z.strictObject({
  name: z.string().min(1),
  status,
  duration: z.int(),
  suite: lines.min(1),
  message: z.string().optional(),
  trace: z.string().optional(),
  rawStatus: z.string().optional(),
  tags: lines.optional(),
  flaky: z.boolean().optional(),
  retries: z.int().optional(),
  retryAttempts: z.array(attempt).optional(),
  stdout: lines.optional(),
  stderr: lines.optional(),
  extra: extra.optional(),
});

/** What a CTRF document has to look like. */
export const ctrfRules = z.strictObject({
  reportFormat: z.literal('CTRF'),
  specVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  timestamp: z.iso.datetime(),
  generatedBy: z.string(),
  results: z.strictObject({
    tool: z.strictObject({ name: z.string().min(1), version: z.string() }),
    summary: z.strictObject({
      ...{ tests: z.int(), passed: z.int(), failed: z.int(), skipped: z.int(), pending: z.int(), other: z.int() },
      ...{ flaky: z.int(), suites: z.int(), start: z.int(), stop: z.int(), duration: z.int(), extra },
    }),
    tests: z.array(test),
    environment: z.strictObject({ reportName: z.string(), appName: z.string(), extra }),
    extra,
  }),
});
