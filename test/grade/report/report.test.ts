import { expect } from 'chai';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transcript } from '../../../src/client/transcript.js';
import { CAUSES } from '../../../src/grade/report/cause-kind.js';
import { forStudent } from '../../../src/grade/report/for-student.js';
import { graderErrorReport } from '../../../src/grade/report/make-report.js';
import { parseReport, reportJsonSchema } from '../../../src/grade/report/parse-report.js';
import { replaceFile } from '../../../src/files/replace-file.js';
import type { CheckReport, Report } from '../../../src/grade/report/report.js';
import { writeReport } from '../../../src/grade/report/report-writer.js';
import { scoreOf } from '../../../src/grade/report/score.js';
import { toCause } from '../../../src/grade/report/to-cause.js';
import { toExchange } from '../../../src/grade/report/to-exchange.js';
import { recorded } from '../../support/recorded.js';
import { seed } from '../../support/seed.js';
import { writers } from './all-writers.js';
import { anyReport } from './any-report.js';
import { failing, notDone, notGradable, passing } from './sample-reports.js';

describe('a report', () => {
  it('is valid when it is made of what really happened', async () => {
    for (const report of [await passing(), await failing(), notGradable(), notDone()]) {
      expect(parseReport(JSON.parse(JSON.stringify(report)))).to.deep.equal(report);
    }
  });

  it('says until it is done that the grader has failed, without points and without blame', () => {
    const report = notDone();
    expect(report).to.include({ outcome: 'grader-error', score: 0, maxScore: 10 });
    expect(report.reason).to.include('nothing about the submission');
    expect(parseReport(graderErrorReport(report, 'no sandbox', { durationMs: 1 }))).to.include({
      outcome: 'grader-error',
      reason: 'no sandbox',
    });
  });

  it('has the JSON schema that is published', () => {
    const schema = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
    expect(schema).to.equal(recorded('docs/schemas/report-1.json', schema));
  });

  it('has every kind of cause and every format in the document about it', () => {
    const page = readFileSync(new URL('../../../docs/report.md', import.meta.url), 'utf8');
    for (const [kind, sentence] of Object.entries(CAUSES)) expect(page).to.include(`| \`${kind}\` | ${sentence} |\n`);
    for (const { name } of writers) expect(page).to.match(new RegExp(`^\\| \`${name}\` \\| `, 'm'));
  });

  it('is refused with the place of each mistake', async () => {
    const report = await failing();
    const refuse = (change: Partial<Report>): string => {
      try {
        parseReport({ ...report, ...change });
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    const changed = (change: Partial<CheckReport>): Partial<Report> => ({
      checks: report.checks.with(1, { ...(report.checks[1] as CheckReport), ...change }),
    });
    expect(refuse({})).to.equal('');
    expect(refuse({ score: 11 }))
      .to.include('11: the checks earned 2')
      .and.include('at score');
    expect(refuse({ maxScore: 13 })).to.include('13: the checks have 12');
    expect(refuse({ outcome: 'not-gradable', score: 0 })).to.include('not-gradable: a reason is needed');
    expect(refuse({ outcome: 'grader-error', reason: 'x' })).to.include('2: what was not graded has no points');
    expect(refuse(changed({ id: 'one' })))
      .to.include('one is taken by an earlier check')
      .and.include('at checks[1].id');
    expect(refuse(changed({ earned: 4 }))).to.include('a check cannot earn more than it has');
    expect(refuse(changed({ status: 'pass' }))).to.include('a check that passes has full marks');
    expect(refuse(changed({ status: 'skip' }))).to.include('a check that is skipped has to say which check it needs');
    expect(refuse(changed({ status: 'error' }))).to.include('a check in error has to say what went wrong');
    expect(
      refuse({ checks: [...report.checks, { id: 'x', title: '', points: 1, earned: 0, status: 'fail' }] }),
    ).to.include('a check that fails needs a cause');
    expect(refuse({ extra: 1 } as Partial<Report>)).to.include('"extra"');
  });

  it('leaves a check that could not be run out of its points', () => {
    const checks = [
      { points: 3, earned: 3, status: 'pass' },
      { points: 4, earned: 0, status: 'error' },
      { points: 2, earned: 0, status: 'fail' },
    ] as const;
    expect(scoreOf(checks)).to.deep.equal({ score: 3, maxScore: 5 });
  });
});

describe('a report for a student', () => {
  const secret = 'S3cr3t';
  const told = Buffer.from(secret).toString('base64');

  /** A report in whose first check everything that may hold bytes holds the secret. */
  const withSecret = fc
    .tuple(anyReport, fc.constantFrom('fail', 'flaky', 'pass', 'error', 'skip'))
    .map(([report, status]): Report => {
      const check = {
        ...{
          id: 'secret',
          title: 'A hidden word comes back.',
          points: 1,
          earned: 0,
          status,
          hidden: true,
          needs: ['other'],
        },
        cause: {
          kind: 'wrong-bytes',
          step: 1,
          expected: told,
          actual: told,
          offset: 0,
          message: secret,
          reason: secret,
          parting: { frame: 0, reference: told, program: told },
        },
        ...{ error: secret, hint: secret, counterexample: { text: secret, pieces: [told], seed: 1 } },
        transcript: [{ t: 0, dir: 'send', client: 'client', bytes: told }],
        output: { stdout: secret, stderr: secret },
        attempts: [{ status: 'fail', durationMs: 1, message: secret }],
        replay: ['wirelab', secret],
      } as unknown as CheckReport;
      return { ...report, checks: [check], findings: [{ kind: 'left-over', message: secret, check: 'secret' }] };
    });

  it('has none of the bytes of a hidden check, and neither has what is written of it', () => {
    fc.assert(
      fc.property(withSecret, (report) => {
        const leaks = (text: string): boolean => text.includes(secret) || text.includes(told);
        expect(leaks(JSON.stringify(forStudent(report)))).to.equal(false);
        for (const writer of writers.filter(({ marksHidden }) => marksHidden !== true))
          expect(leaks(writeReport(writer, report)), writer.name).to.equal(false);
      }),
      { seed, numRuns: 50 },
    );
  });

  it('is covered by formats that mark hidden checks: the secret is in those alone', () => {
    fc.assert(
      fc.property(withSecret, (report) => {
        for (const writer of writers.filter(({ marksHidden }) => marksHidden === true)) {
          const { tests, ...rest } = JSON.parse(writeReport(writer, report)) as {
            tests: readonly { visibility: string }[];
          };
          expect(JSON.stringify(rest)).to.not.include(secret);
          expect(JSON.stringify(tests.filter(({ visibility }) => visibility !== 'hidden'))).to.not.include(secret);
        }
      }),
      { seed, numRuns: 50 },
    );
  });

  it('keeps the points, and everything of the other checks', async () => {
    const report = await failing();
    const shown = forStudent(report);
    expect(parseReport(shown)).to.include({ score: report.score, maxScore: report.maxScore });
    expect(shown.checks.filter(({ hidden }) => hidden !== true)).to.deep.equal(
      report.checks.filter(({ hidden }) => hidden !== true),
    );
    expect(forStudent(shown)).to.deep.equal(shown);
  });

  it('does not tell the right answer to a question', async () => {
    const key = Buffer.from('E4').toString('base64');
    const { checks, ...rest } = await failing();
    const check = {
      ...(checks[1] as CheckReport),
      cause: {
        kind: 'wrong-answer',
        step: 0,
        expected: key,
        actual: Buffer.from('E5').toString('base64'),
        offset: null,
        message: 'E4, not E5',
      },
    } as const;
    const shown = JSON.stringify(forStudent({ ...rest, role: 'answers', checks: [check] }));
    expect(shown).to.not.include('E4').and.not.include(key);
    expect(shown).to.include(check.cause.actual);
  });
});

describe('what a report keeps', () => {
  it('of very many bytes is those around the difference, and the same difference is shown', () => {
    const expected = new Uint8Array(400_000).fill(0x61);
    const actual = expected.slice();
    actual[300_000] = 0x62;
    const cause = toCause({
      kind: 'wrong-bytes',
      step: 1,
      client: 'client',
      message: 'x',
      expected,
      actual,
      offset: 300_000,
    });
    expect(cause.expected).to.have.lengthOf.below(25_000);
    expect(cause.window).to.deep.equal({ from: 295_904, expected: 400_000, actual: 400_000 });
    expect(Buffer.from(cause.actual ?? '', 'base64').indexOf('b')).to.equal(300_000 - 295_904);
    expect(cause.reason).to.equal('all other bytes are right');
  });

  it('of a long exchange is its beginning and its end', () => {
    const bytes = new Uint8Array(5000);
    const transcript: Transcript = Array.from({ length: 1000 }, (_, t) => ({
      type: 'bytes',
      dir: 'send',
      client: 'client',
      t,
      bytes,
    }));
    const exchange = toExchange(transcript);
    expect(exchange).to.have.lengthOf(201);
    expect(exchange[50]).to.deep.equal({ t: 850, omitted: 800 });
    expect(exchange[0]).to.include({ t: 0, size: 5000 });
    expect(exchange.at(-1)).to.include({ t: 999 });
    expect(JSON.stringify(exchange)).to.have.lengthOf.below(600_000);
  });
});

describe('replacing a file', () => {
  it('leaves the new text and nothing else, or the old one where that cannot be done', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'));
    try {
      const path = join(folder, 'report.json');
      writeFileSync(path, 'old');
      await replaceFile(path, 'new');
      expect(readFileSync(path, 'utf8')).to.equal('new');
      expect(await replaceFile(folder, 'x').catch((error: unknown) => (error as NodeJS.ErrnoException).code)).to.be.a(
        'string',
      );
      expect(readdirSync(folder)).to.deep.equal(['report.json']);
      expect(
        readdirSync(tmpdir()).filter(
          (name) => name.startsWith(folder.slice(tmpdir().length + 1)) && name.endsWith('.tmp'),
        ),
      ).to.deep.equal([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
