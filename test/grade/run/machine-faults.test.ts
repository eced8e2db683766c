import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExitCode } from '../../../src/cli/exit-code.js';
import { exitOf } from '../../../src/cli/commands/grade/report-output.js';
import { findLab } from '../../../src/compose/labs.js';
import raw from '../../../src/framings/raw.js';
import { runChecks, type CheckResult } from '../../../src/grade/check/run-checks.js';
import type { RunningTarget, Target } from '../../../src/grade/target/target.js';
import { endedFailure, MachineFailure } from '../../../src/grade/diagnosis/how-it-ended.js';
import { parseReport } from '../../../src/grade/report/parse-report.js';
import { gradedReport, startReport } from '../../../src/grade/report/make-report.js';
import { toCheckReport } from '../../../src/grade/report/to-check-report.js';
import { Captured } from '../../../src/grade/sandbox/captured.js';
import type { Exit } from '../../../src/grade/sandbox/program.js';
import { gradeProgram } from '../../../src/grade/run/grade-program.js';
import { loadLanguages } from '../../../src/compose/load-languages.js';
import { takeSubmission } from '../../../src/grade/submission/take-submission.js';
import type { Check } from '../../../src/lab/check.js';
import { LinkError } from '../../../src/transport/link.js';
import { needs } from '../../support/needs.js';
import { endPrograms } from '../../support/spawned.js';
import { startWirelab } from '../../support/wirelab.js';
import { bundled } from '../sandbox/bundled.js';

const SOLUTION = 'labs/01-echo/solution/server.py';
const output = { stdout: new Captured(100, 0), stderr: new Captured(100, 0) };
const exit = (reason: Exit['reason']): Exit => ({
  code: null,
  signal: 'SIGKILL',
  reason,
  cpuMs: 0,
  peakMemory: 0,
  afterMs: 0,
});

const check = (id: string, play: Check['script']): Check => ({
  id,
  title: id,
  points: 10,
  because: 'so it is',
  script: play,
});
const CHECKS: readonly Check[] = [
  check('steps', {
    steps: [
      { op: 'send', messages: ['a'] },
      { op: 'expect', messages: ['a'] },
    ],
  }),
  check('ends', { steps: [{ op: 'program', action: { act: 'ends' } }] }),
  check('any-cut', { anyCut: { messages: 'words', longest: 5 } }),
];

/** Something that breaks at one of its ends, through no fault of the program. */
function broken(part: Partial<RunningTarget> | undefined): Target {
  const failure = new MachineFailure('the memory of this machine ran out');
  const opened: RunningTarget = {
    connect: () => Promise.reject(new LinkError('refused', 'nobody listens')),
    perform: () => Promise.reject(failure),
    diagnose: () => Promise.reject(failure),
    said: () => undefined,
    close: () => Promise.resolve([]),
    ...part,
  };
  return { open: () => (part === undefined ? Promise.reject(failure) : Promise.resolve(opened)) };
}

async function results(target: Target): Promise<CheckResult[]> {
  const told: CheckResult[] = [];
  const handler = { name: 'none', summary: '', examples: [], message: () => undefined };
  await runChecks(
    CHECKS,
    target,
    { framing: raw(), handler: handler as never, maxFrame: 1000, seed: 1, deadlineMs: 200 },
    (result) => {
      told.push(result);
    },
  );
  return told;
}

describe('A fault of the machine', function () {
  this.timeout(60_000);
  afterEach(endPrograms);

  it('is never the fault of the program that it has ended', () => {
    for (const reason of ['machine-memory', 'not-started'] as const) {
      expect(() => endedFailure(exit(reason), output), reason).to.throw(MachineFailure);
    }
    for (const reason of ['killed-memory', 'killed-cpu', 'files', 'deadline', 'output-limit'] as const) {
      expect(endedFailure(exit(reason), output).kind, reason).to.equal('limit');
    }
  });

  it('makes every check that meets it an error, wherever it meets it', async () => {
    for (const target of [broken(undefined), broken({})]) {
      const told = await results(target);
      expect(told.map(({ status }) => status)).to.deep.equal(['error', 'error', 'error']);
      for (const { error } of told) expect(error).to.contain('memory of this machine');
    }
  });

  it('costs no points, is no pass, and makes the command end with 3', async () => {
    const lab = await findLab('echo');
    const started = startReport({
      tool: { name: 'wirelab', version: '0' },
      lab,
      role: 'server',
      submission: { name: 'server.py' },
      seed: 1,
      sandbox: 'bubblewrap',
      maxScore: 30,
      startedAt: new Date(0),
    });
    const checks = (await results(broken({}))).map((result) => toCheckReport(result));
    const report = gradedReport(started, { durationMs: 1, checks });
    expect(report).to.include({ score: 0, maxScore: 0 });
    expect(exitOf(report)).to.equal(ExitCode.machine);
    const passed = { ...(checks[0] as (typeof checks)[number]), status: 'pass' as const, earned: 10 };
    expect(exitOf(gradedReport(started, { durationMs: 1, checks: [passed] }))).to.equal(ExitCode.ok);
    expect(exitOf(gradedReport(started, { durationMs: 1, checks: [passed, ...checks] }))).to.equal(ExitCode.machine);
  });

  it('that ends the worker fails no check: the report says that the grader failed', async function () {
    needs('bwrap', 'python3').call(this);
    const lab = await findLab('echo');
    const submission = await takeSubmission(SOLUTION, {
      languages: await loadLanguages(),
      transport: 'tcp',
      role: 'server',
    });
    if (!submission.gradable || submission.server === undefined) throw new Error('the solution cannot be graded');
    try {
      const report = await gradeProgram({
        lab,
        submission,
        program: submission.server,
        seed: 1,
        tool: { name: 'wirelab', version: '0' },
        replay: [],
        worker: await bundled('../run/dying-worker'),
      });
      expect(report).to.include({ outcome: 'grader-error', score: 0 });
      expect(report.reason).to.contain('the worker ended too early');
      expect(report.checks.map(({ status }) => status)).to.deep.equal(['pass']);
      expect(exitOf(report)).to.equal(ExitCode.machine);
    } finally {
      await submission.dispose();
    }
  });

  it('that ends the grader leaves the report that holds until the work is done', async function () {
    needs('bwrap', 'python3').call(this);
    const folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
    try {
      const file = join(folder, 'report.json');
      // It waits for each answer, for as long as it takes to be killed.
      const program = startWirelab(
        ['grade', '1', 'labs/01-echo/wrong/server-answers-at-end.py', '--format', 'json', '--out', file],
        { input: '' },
      );
      while (!existsSync(file))
        await new Promise((resolve) => {
          setTimeout(resolve, 5);
        });
      program.kill('SIGKILL');
      await program.end();
      const report = parseReport(JSON.parse(readFileSync(file, 'utf8')));
      expect(report).to.include({ outcome: 'grader-error', score: 0 });
      expect(report.checks).to.deep.equal([]);
      expect(report.reason).to.contain('this says nothing about the submission');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
