import { defined } from '../../core/defined.js';
import type { Check, StartOptions } from '../../lab/check.js';
import { inOrder } from '../../lab/in-order.js';
import type { CheckOutcome } from './check-outcome.js';
import type { CheckSettings } from './check-settings.js';
import { runCheck } from './run-check.js';
import { NotUp, type Finding, type RunningTarget, type Target } from '../target/target.js';

/** What came of a check, repetition included. */
export interface CheckResult {
  readonly check: Check;
  readonly status: 'pass' | 'fail' | 'skip' | 'error' | 'flaky';
  /** Of the run that counts. */
  readonly outcome?: CheckOutcome;
  /** Every run, where there was more than one. */
  readonly attempts: readonly Pick<CheckOutcome, 'passed' | 'failure' | 'durationMs'>[];
  /** Skipped: the checks that have to pass first and did not. */
  readonly needs?: readonly string[];
  /** Skipped, as it cannot be tried on this target, whatever that does: why. */
  readonly reason?: string;
  /** The machine's fault, or ours. */
  readonly error?: string;
  readonly findings: readonly Finding[];
}

/** Is told how far the checks are. */
export interface CheckListener {
  started?(check: Check): void;
  /** `attempt` counts from 1. */
  attempted?(check: Check, attempt: number, passed: boolean): void;
  ended(result: CheckResult): void;
}

/** Runs the checks in order, those that others need first; tells each result as it comes. */
export async function runChecks(
  checks: readonly Check[],
  target: Target,
  settings: CheckSettings,
  listener: CheckListener,
): Promise<void> {
  const runner = new Runner(target, settings, listener);
  const good = new Set<string>();
  let gone: string | undefined; // the check in which the target has ended for good
  const ordered = inOrder(checks);
  for (const [index, check] of ordered.entries()) {
    const missing = gone === undefined ? (check.needs ?? []).filter((id) => !good.has(id)) : [gone];
    const result: CheckResult =
      missing.length > 0
        ? { check, status: 'skip', needs: missing, attempts: [], findings: [] }
        : await runner.run(check, ordered[index + 1]?.continues === true);
    if (result.status === 'pass' || result.status === 'flaky') good.add(check.id);
    if (gone === undefined && target.isGone?.() === true) gone = check.id;
    listener.ended(result);
  }
  await runner.close();
}

/** How much longer than the deadline a failing check is waited for when it is run again: so late a reply is told from none. */
const LATE_MS = 2000;

class Runner {
  readonly #target: Target;
  readonly #settings: CheckSettings;
  readonly #listener: CheckListener;
  #opened: RunningTarget | undefined;
  #findings: Finding[] = [];

  constructor(target: Target, settings: CheckSettings, listener: CheckListener) {
    this.#target = target;
    this.#settings = settings;
    this.#listener = listener;
  }

  /** `isKept`: the next check goes on with the program as this one leaves it, where it passes. */
  async run(check: Check, isKept: boolean): Promise<CheckResult> {
    this.#findings = [];
    this.#listener.started?.(check);
    try {
      let first = await this.#attempt(check, check.continues === true);
      if (await this.#isLearnt(check, first)) first = await this.#attempt(check, false);
      this.#listener.attempted?.(check, 1, first.passed);
      if (first.passed) {
        // What is noticed now was noticed in this check.
        if (!isKept) await this.close();
        return this.#result(check, 'pass', [first]);
      }
      if (this.#isGone()) return this.#result(check, 'fail', [first]);
      // A failure counts only when it happens again, to a fresh process that nothing else has touched.
      const second = await this.#attempt(check, false, LATE_MS);
      this.#listener.attempted?.(check, 2, second.passed);
      await this.close();
      if (second.passed) return this.#result(check, 'flaky', [first, second]);
      // Nobody was there for the second run: the first has the cause.
      return this.#result(check, 'fail', this.#isGone() ? [first] : [first, second]);
    } catch (error) {
      await this.close();
      const message = error instanceof Error ? error.message : String(error);
      return { check, status: 'error', error: message, attempts: [], findings: this.#findings };
    }
  }

  #isGone(): boolean {
    return this.#target.isGone?.() === true;
  }

  async #isLearnt({ script }: Check, { failure }: CheckOutcome): Promise<boolean> {
    if (failure === undefined || this.#target.learns === undefined) return false;
    await this.close();
    return this.#target.learns(failure, startOf(script));
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened !== undefined) this.#findings.push(...(await opened.close()));
  }

  async #attempt(check: Check, continues: boolean, lateMs = 0): Promise<CheckOutcome> {
    if (!continues) await this.close();
    let isFirst = true;
    const begin = performance.now();
    try {
      const outcome = await runCheck(
        check,
        async () => {
          if (!isFirst) await this.close();
          isFirst = false;
          return (this.#opened ??= await this.#target.open(startOf(check.script)));
        },
        { ...this.#settings, lateMs },
      );
      if (outcome.passed) return outcome;
      const output = this.#opened?.said();
      await this.close();
      return output === undefined ? outcome : { ...outcome, output };
    } catch (error) {
      if (!(error instanceof NotUp)) throw error;
      await this.close();
      return {
        passed: false,
        failure: { step: 0, client: 'client', ...error.failure },
        transcript: [],
        durationMs: performance.now() - begin,
        ...defined({ output: error.said }),
      };
    }
  }

  #result(check: Check, status: CheckResult['status'], attempts: readonly CheckOutcome[]): CheckResult {
    const outcome = status === 'flaky' ? attempts[0] : attempts.at(-1);
    return { check, status, attempts, findings: this.#findings, ...defined({ outcome }) };
  }
}

function startOf(script: Check['script']): StartOptions {
  return ('start' in script ? script.start : undefined) ?? {};
}
