import * as z from 'zod';
import { CAUSES, type CauseKind } from './cause-kind.js';

const milliseconds = z.number().min(0).max(1e12);
const points = z.number().nonnegative();
const count = z.int().nonnegative();
const bytes = z.base64();
const direction = z
  .enum(['send', 'receive'])
  .describe('send: from the client to the server, whoever of them is graded');

const entry = z.union([
  z.strictObject({
    t: milliseconds.describe('since the check began'),
    dir: direction,
    client: z.string(),
    bytes,
    size: count.optional().describe('how many bytes there were, where `bytes` holds only the first of them'),
  }),
  z.strictObject({
    t: milliseconds,
    dir: direction,
    client: z.string(),
    event: z.enum(['connected', 'ended', 'reset', 'closed']),
  }),
  z
    .strictObject({
      t: milliseconds,
      dir: direction,
      client: z.string(),
      event: z.enum([
        'dropped',
        'doubled',
        'overtaken',
        'late',
        'cut',
        'glued',
        'delayed',
        'half-closed',
        'broken',
        'stopped',
      ]),
      text: z.string(),
    })
    .describe('what the network between the two did to a datagram, or to the bytes of a connection, in words'),
  z.strictObject({ t: milliseconds, omitted: count.describe('entries that were left out here') }),
]);

const cause = z.strictObject({
  kind: z.enum(Object.keys(CAUSES) as [CauseKind, ...CauseKind[]]),
  step: count.describe('index of the step of the script; the number of steps where it was noticed at the end'),
  client: z.string().optional().describe('which client of the script it happened to'),
  expected: bytes.nullable(),
  actual: bytes.nullable(),
  offset: count.nullable().describe('of the first wrong or missing byte'),
  window: z
    .strictObject({ from: count, expected: count, actual: count })
    .optional()
    .describe(
      'where there are very many bytes, `expected` and `actual` hold only those around `offset`: the offset of their first, and how many there were',
    ),
  message: z.string(),
  reason: z.string().optional().describe('what the difference looks like, where that is known'),
  parting: z
    .strictObject({ frame: count, reference: bytes, program: bytes })
    .optional()
    .describe('the first frame in which the program and the reference part: its index, and what each of them sent'),
  exit: z
    .strictObject({ code: z.int().nullable(), signal: z.string().nullable() })
    .optional()
    .describe('how the program ended'),
});

const counterexample = z.strictObject({
  text: z.string().describe('in one line: what was sent, and what came of it'),
  pieces: z.array(bytes).describe('what was sent, one piece for each write'),
  seed: z.int(),
  path: z.string().optional().describe('of fast-check: replays this very case'),
  runs: count.optional(),
  shrinks: count.optional(),
});

const check = z.strictObject({
  id: z.string().regex(/^[\w.-]+$/),
  title: z.string().describe('the property, in one sentence'),
  points,
  earned: points,
  status: z.enum(['pass', 'fail', 'skip', 'error', 'flaky']),
  hidden: z.boolean().optional().describe('its bytes are not shown to the student'),
  cause: cause.optional(),
  needs: z.array(z.string()).optional().describe('skip: the checks that have to pass first and did not'),
  reason: z
    .string()
    .optional()
    .describe('skip: why it cannot be tried on what is graded, whatever that does; its points do not count'),
  error: z.string().optional().describe('error: what went wrong with this machine or the tool'),
  hint: z.string().optional(),
  because: z.string().optional().describe('the sentence of the lab sheet on which the check rests'),
  counterexample: counterexample.optional(),
  transcript: z.array(entry).optional(),
  output: z
    .strictObject({ stdout: z.string(), stderr: z.string() })
    .optional()
    .describe('the last of what the program printed'),
  attempts: z
    .array(
      z.strictObject({
        status: z.enum(['pass', 'fail', 'error']),
        durationMs: milliseconds,
        message: z.string().optional(),
      }),
    )
    .optional()
    .describe('every run of the check, where there was more than one'),
  replay: z.array(z.string()).optional().describe('the words of the command that runs this check again'),
  answer: z.string().optional().describe('answers: what was written, or the beginning of it'),
  review: z
    .strictObject({
      done: z.boolean(),
      comment: z.string().optional(),
      by: z.string().optional(),
      at: z.iso.datetime().optional(),
    })
    .optional()
    .describe('answers: it goes to a person, who has marked it or not'),
  durationMs: milliseconds.optional(),
});

/** The report on one submission. Bytes are base64, times are milliseconds. */
export const reportSchema = z.strictObject({
  schema: z.literal(1),
  tool: z.strictObject({ name: z.string().min(1), version: z.string() }),
  lab: z.strictObject({ number: count, slug: z.string().min(1), title: z.string() }),
  role: z.enum(['server', 'client', 'handler', 'answers']),
  submission: z.strictObject({
    name: z.string(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .describe('null where there are no files, only an address'),
    command: z.array(z.string()).nullable(),
    port: z.int().min(0).max(65535).nullable(),
    handler: z
      .string()
      .optional()
      .describe('the file of a handler, which ran in a server of Wirelab: there is no command then'),
  }),
  seed: z.int(),
  sandbox: z.enum(['bubblewrap', 'none']),
  startedAt: z.iso.datetime(),
  durationMs: milliseconds,
  score: points,
  maxScore: points.describe(
    'the points of all checks but those in error, and those that cannot be tried on what is graded',
  ),
  outcome: z.enum(['graded', 'not-gradable', 'grader-error']),
  reason: z.string().optional().describe('not graded: why, the first line for itself'),
  checks: z.array(check),
  findings: z.array(
    z.strictObject({
      kind: z.string().regex(/^[a-z0-9-]+$/),
      message: z.string(),
      check: z.string().optional().describe('the id of the check in which it was noticed'),
    }),
  ),
});

type Fixed<T> = T extends object ? { readonly [Key in keyof T]: Fixed<T[Key]> } : T;

/** The result of grading one submission against one lab: schema 1. */
export type Report = Fixed<z.infer<typeof reportSchema>>;

/** What came of one check. */
export type CheckReport = Report['checks'][number];

/** Why a check failed. */
export type Cause = NonNullable<CheckReport['cause']>;

/** One thing that happened on the wire while a check ran. */
export type ExchangeEntry = NonNullable<CheckReport['transcript']>[number];
