/**
 * The checks of a lab as tests of mocha, in a suite of one's own.
 *
 * @module testing
 */
import { defined } from '../core/defined.js';
import { composeGrader } from '../compose/compose-grader.js';
import { UsageError } from '../errors/usage-error.js';
import { LabTests, type Grade } from './lab-tests.js';
import { parseTargetAddress } from '../grade/grader.js';
import type { NumberedLab } from '../lab/numbered-lab.js';
import { testRunner } from './test-runner.js';

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

function gradeOf(
  lab: NumberedLab,
  target: LabTarget,
  role: 'server' | 'client',
  { seed, only }: { readonly seed: number; readonly only: readonly string[] | undefined },
): Grade {
  const grader = composeGrader();
  if (typeof target === 'object' && 'program' in target) {
    const request = { lab, path: target.program, role, seed, ...defined({ only }) };
    return async (reporter, signal) => {
      const [report] = await grader.grade({ ...request, signal }, reporter);
      if (report === undefined) throw new UsageError(`there is no ${role} in ${target.program}`);
      return report;
    };
  }
  const text = target === 'reference' ? target : target.address;
  parseTargetAddress(text); // what is none is told at once
  return (reporter, signal) => grader.gradeTarget({ lab, target: text, seed, signal, ...defined({ only }) }, reporter);
}
