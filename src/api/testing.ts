/**
 * The checks of a lab as tests of mocha, in a suite of one's own.
 *
 * @module testing
 */
import { defined } from '../core/defined.js';
import { composeReference } from '../compose/compose-server.js';
import { labReference } from '../compose/labs.js';
import { UsageError } from '../errors/usage-error.js';
import type { Report } from '../grade/report/report.js';
import { ownModule } from '../grade/sandbox/own-module.js';
import { gradeProgram } from '../grade/run/grade-program.js';
import { takeForLab } from '../grade/run/take-for-lab.js';
import { LabTests, type Grade } from '../grade/suite/lab-tests.js';
import { gradeTarget } from '../grade/run/grade-target.js';
import { openTarget } from '../grade/run/open-target.js';
import { parseTargetAddress } from '../grade/target/target-address.js';
import { notGradableReport, startReport } from '../grade/report/make-report.js';
import type { NumberedLab } from '../lab/numbered-lab.js';
import { testRunner } from '../grade/suite/test-runner.js';

export { findLab } from '../compose/labs.js';
export type { NumberedLab } from '../lab/numbered-lab.js';

/** What is tested: a program, graded in the sandbox; a server that runs already, at `host:port` or `[::1]:port`; or the lab's own server. */
export type LabTarget =
  { readonly program: string; readonly role?: 'server' | 'client' } | { readonly address: string } | 'reference';

/** How the tests of a lab are made. */
export interface DescribeLabOptions {
  /** The same seed gives the same random messages. Default: another each time; the title of the suite has it. */
  readonly seed?: number;
  /** Only these checks, with those that they need. */
  readonly only?: readonly string[];
  /** `staff` sees what hidden checks send. Default: `student`. */
  readonly audience?: 'student' | 'staff';
  /** The most that one test may take, in milliseconds. Default: 120000. */
  readonly timeout?: number;
}

const TOOL = { name: 'wirelab', version: 'testing' };

/**
 * Makes a `describe` with an `it` for each check of the lab. A check that fails says what a report would say; one that cannot be tried, as
 * another failed before, is skipped, and its title says why. To be called where mocha's `describe` may be called.
 * Throws a UsageError, and a ParameterError for an address that is none.
 */
export function describeLab(lab: NumberedLab, target: LabTarget, options: DescribeLabOptions = {}): void {
  const { describe, it, after } = testRunner();
  const role = typeof target === 'object' && 'program' in target ? (target.role ?? 'server') : 'server';
  const { only, seed = Math.floor(Math.random() * 2 ** 31), timeout = 120_000 } = options;
  const all = lab.checks?.[role] ?? [];
  if (all.length === 0) throw new UsageError(`lab ${lab.number} ${lab.slug} has no checks for a ${role} yet`);
  const unknown = only?.find((id) => all.every((check) => check.id !== id));
  if (unknown !== undefined)
    throw new UsageError(
      `lab ${lab.number} ${lab.slug} has no check ${unknown} for a ${role}: it has ${all.map(({ id }) => id).join(', ')}`,
    );
  const grade = gradeOf(lab, target, role, { seed, only });
  const tests = new LabTests(all, role, options.audience === 'staff', grade);
  const shown = only === undefined ? all : all.filter(({ id }) => only.includes(id));
  describe(`lab ${lab.number} ${lab.title}, ${role} ${nameOf(target)} (seed ${seed})`, function () {
    this.timeout(timeout);
    after(async () => {
      await tests.stop();
    });
    for (const { id, title } of shown) {
      it(`${title} (${id})`, async function () {
        const verdict = await tests.verdict(id);
        if (verdict.is === 'failed') throw new LabCheckError(verdict.message);
        if (verdict.note !== undefined && this.test !== undefined) this.test.title += `: ${verdict.note}`;
        if (verdict.is === 'skipped') this.skip();
      });
    }
  });
}

/** A check that failed: the message has the report's words, and there is no place in the code that would say more. */
export class LabCheckError extends Error {
  override readonly name = 'LabCheckError';

  constructor(message: string) {
    super(message);
    this.stack = `${this.name}: ${message}`;
  }
}

function nameOf(target: LabTarget): string {
  if (target === 'reference') return target;
  return 'program' in target ? target.program : target.address;
}

interface Asked {
  readonly seed: number;
  readonly only: readonly string[] | undefined;
}

function gradeOf(lab: NumberedLab, target: LabTarget, role: 'server' | 'client', { seed, only }: Asked): Grade {
  const common = { lab, seed, tool: TOOL, ...defined({ only }) };
  const replay = (...words: readonly string[]): readonly string[] => [
    'wirelab',
    'grade',
    labReference(lab),
    ...words,
    '--seed',
    String(seed),
  ];
  if (typeof target === 'object' && 'program' in target) {
    return async (progress, signal): Promise<Report> => {
      const submission = await takeForLab(target.program, lab, { role });
      const program = submission.gradable ? submission[role] : undefined;
      if (!submission.gradable || program === undefined) {
        const started = startReport({
          ...common,
          role,
          submission: { name: submission.name },
          sandbox: 'bubblewrap',
          maxScore: 0,
          startedAt: new Date(),
        });
        return notGradableReport(started, submission.gradable ? `there is no ${role} in it` : submission.reason, {
          durationMs: 0,
        });
      }
      try {
        return await gradeProgram({
          ...common,
          submission,
          program,
          worker: ownModule('src/compose/workers/grade-worker'),
          replay: replay(target.program, '--role', role),
          progress,
          signal,
        });
      } finally {
        await submission.dispose();
      }
    };
  }
  const text = target === 'reference' ? target : target.address;
  const where = parseTargetAddress(text);
  return async (progress, signal) => {
    const opened = await openTarget(where, (listen) => composeReference(lab, defined({ listen })));
    try {
      return await gradeTarget({ ...common, target: opened, replay: replay('--target', text), progress, signal });
    } finally {
      await opened.close();
    }
  };
}
