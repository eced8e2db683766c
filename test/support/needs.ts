import type { Context } from 'mocha';
import { findProgram } from '../../src/bench/find-program.js';

/**
 * For `before(needs('nc'))` or `needs('nc').call(this)` in a test: where a program is missing the tests are skipped, and their
 * titles say why. On the build machine (CI is set) all programs have to be there.
 */
export function needs(...programs: readonly string[]): (this: Context) => void {
  return function () {
    const missing = programs.filter((program) => findProgram(program) === undefined).join(' and ');
    if (missing === '') return;
    if (process.env.CI !== undefined)
      throw new Error(`missing: ${missing}; scripts/install-test-programs.sh installs what the tests need`);
    skipBecause(this, `missing: ${missing}`);
  };
}

/** Skips this test, or all tests of this hook, with the reason in their titles. */
export function skipBecause(context: Context, reason: string): never {
  const { test } = context;
  if (test !== undefined && 'type' in test && test.type === 'hook')
    test.parent?.eachTest((each) => {
      each.title += ` (${reason})`;
    });
  else if (test !== undefined) test.title += ` (${reason})`;
  return context.skip();
}
