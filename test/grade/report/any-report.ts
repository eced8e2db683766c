import fc, { type Arbitrary } from 'fast-check';
import { CAUSES, type CauseKind } from '../../../src/grade/report/cause-kind.js';
import type { Cause, CheckReport, ExchangeEntry, Report } from '../../../src/grade/report/report.js';
import { scoreOf } from '../../../src/grade/report/score.js';

/** What makes trouble somewhere: in a terminal, a browser, a parser, a log of GitHub, a spreadsheet. */
export const HOSTILE = [
  '',
  ' ',
  '\n',
  '\r\n::error::owned',
  '%0A::error::owned',
  '##[error]owned',
  '::stop-commands::x',
  '::token::',
  ']]>',
  '<!--',
  '--><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onclick='x",
  '</pre></style>',
  '&amp;&#0;&lt',
  '\x1b[2J\x1b]0;owned\x07',
  '\u202egpj.exe',
  '\u2066\u200b\ufeff',
  '\ud800',
  'x\udfff',
  '\0',
  '\x7f\x85\u2028\u2029',
  '\ufffe\uffff',
  '...\n---\n',
  '1..0 # SKIP',
  'ok 1\nnot ok 2',
  'Bail out!',
  '# TODO \\# SKIP',
  '`````',
  '| a | b |',
  '[x](javascript:1)',
  '=cmd|x',
  '__proto__',
  'constructor',
  '👩‍👩‍👧',
  'ﬁ é e\u0301',
  'שלום',
  '日本語',
  '../../etc/passwd',
  '$(rm -rf ~)',
  "it's",
  'a'.repeat(3000),
];

const anyText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 4 })
    .map((parts) => parts.join('')),
);

const anyBytes: Arbitrary<string> = fc
  .oneof(
    fc.uint8Array({ maxLength: 40 }),
    anyText.map((text) => Buffer.from(text)),
    fc.constant(Buffer.alloc(70_000, 'é')),
  )
  .map((bytes) => Buffer.from(bytes).toString('base64'));

const anyTime = fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(1e12));
const anyPoints = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.double({ min: 0, max: 3, noNaN: true }));
const anyClient = fc.oneof(fc.constantFrom('client', 'ann', 'ben'), anyText);
const anyDir = fc.constantFrom('send' as const, 'receive' as const);

const anyEntry: Arbitrary<ExchangeEntry> = fc.oneof(
  fc.record(
    { t: anyTime, dir: anyDir, client: anyClient, bytes: anyBytes, size: fc.nat() },
    { requiredKeys: ['t', 'dir', 'client', 'bytes'] },
  ),
  fc.record({
    t: anyTime,
    dir: anyDir,
    client: anyClient,
    event: fc.constantFrom('connected' as const, 'ended' as const, 'reset' as const, 'closed' as const),
  }),
  fc.record({
    t: anyTime,
    dir: anyDir,
    client: anyClient,
    event: fc.constantFrom('dropped' as const, 'cut' as const),
    text: anyText,
  }),
  fc.record({ t: anyTime, omitted: fc.nat() }),
);

const anyCause: Arbitrary<Cause> = fc.record(
  {
    kind: fc.constantFrom(...(Object.keys(CAUSES) as CauseKind[])),
    step: fc.nat(),
    client: anyClient,
    expected: fc.option(anyBytes),
    actual: fc.option(anyBytes),
    offset: fc.option(fc.nat({ max: 100_000 })),
    window: fc.record({ from: fc.nat({ max: 100_000 }), expected: fc.nat(), actual: fc.nat() }),
    message: anyText,
    reason: anyText,
    parting: fc.record({ frame: fc.nat(), reference: anyBytes, program: anyBytes }),
    exit: fc.record({ code: fc.option(fc.integer()), signal: fc.option(anyText) }),
  },
  { requiredKeys: ['kind', 'step', 'expected', 'actual', 'offset', 'message'] },
);

const anyExtras = fc.record(
  {
    hidden: fc.boolean(),
    hint: anyText,
    because: anyText,
    counterexample: fc.record({ text: anyText, pieces: fc.array(anyBytes, { maxLength: 3 }), seed: fc.integer() }),
    transcript: fc.array(anyEntry, { maxLength: 30 }),
    output: fc.record({ stdout: anyText, stderr: fc.oneof(anyText, fc.constant('\xff\n\x1b[31m'.repeat(200_000))) }),
    attempts: fc.array(
      fc.record({
        status: fc.constantFrom('pass' as const, 'fail' as const, 'error' as const),
        durationMs: anyTime,
        message: anyText,
      }),
      { maxLength: 3 },
    ),
    replay: fc.array(anyText, { maxLength: 5 }),
    durationMs: anyTime,
  },
  { requiredKeys: [] },
);

const anyCheck: Arbitrary<CheckReport> = fc
  .record({
    title: anyText,
    points: anyPoints,
    status: fc.constantFrom('pass' as const, 'fail' as const, 'skip' as const, 'error' as const, 'flaky' as const),
    cause: anyCause,
    text: anyText,
    extras: anyExtras,
  })
  .map(({ title, points, status, cause, text, extras }) => ({
    id: 'x',
    title,
    points,
    earned: status === 'pass' || status === 'flaky' ? points : 0,
    status,
    ...(status === 'fail' || status === 'flaky' ? { cause } : {}),
    ...(status === 'error' ? { error: text } : {}),
    ...(status === 'skip' && text.length % 2 === 0 ? { needs: [text] } : {}),
    ...(status === 'skip' && text.length % 2 === 1 ? { reason: text } : {}),
    ...extras,
  }));

/** Any report that is valid, however strange. */
export const anyReport: Arbitrary<Report> = fc
  .record({
    tool: fc.record({ name: anyText.filter((name) => name !== ''), version: anyText }),
    lab: fc.record({ number: fc.nat(), slug: anyText.filter((slug) => slug !== ''), title: anyText }),
    role: fc.constantFrom('server' as const, 'client' as const, 'handler' as const, 'answers' as const),
    submission: fc.record({
      name: anyText,
      sha256: fc.option(fc.constant('0123456789abcdef'.repeat(4))),
      command: fc.option(fc.array(anyText, { maxLength: 4 })),
      port: fc.option(fc.integer({ min: 0, max: 65535 })),
    }),
    seed: fc.integer(),
    sandbox: fc.constantFrom('bubblewrap' as const, 'none' as const),
    startedAt: fc
      .date({ min: new Date('1970-01-01'), max: new Date('9900-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    durationMs: anyTime,
    outcome: fc.constantFrom('graded' as const, 'graded' as const, 'not-gradable' as const, 'grader-error' as const),
    reason: anyText.map((text) => `x${text}`),
    checks: fc
      .array(anyCheck, { maxLength: 6 })
      .map((checks) => checks.map((check, index) => ({ ...check, id: `check-${index + 1}` }))),
    findings: fc.array(
      fc.record(
        {
          kind: fc.constantFrom('left-over', 'busy-loop'),
          message: anyText,
          check: fc.constantFrom('check-1', 'check-2'),
        },
        { requiredKeys: ['kind', 'message'] },
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ outcome, reason, ...rest }) => ({
    schema: 1 as const,
    ...rest,
    outcome,
    ...(outcome === 'graded' ? scoreOf(rest.checks) : { score: 0, maxScore: 10, reason }),
  }));
