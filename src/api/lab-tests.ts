import type { Check } from '../lab/check.js';
import { causeLine, explainCheck, forStudent, sectionLines } from '../grade/reports.js';
import type { Reporter } from '../grade/reporter.js';
import type { CheckReport, Report } from '../grade/report/report.js';

/** Grades, tells the reporter, and resolves to the report. */
export type Grade = (reporter: Reporter, signal: AbortSignal) => Promise<Report>;

/** What has become of a check, for a test that stands for it. */
export type Verdict =
  | { readonly is: 'passed'; readonly note?: string }
  | { readonly is: 'skipped'; readonly note: string }
  | { readonly is: 'failed'; readonly message: string };

/** One grading, whose checks are asked for one by one, each as soon as it is done. */
export class LabTests {
  readonly #grade: Grade;
  readonly #checks: readonly Check[];
  readonly #role: Report['role'];
  readonly #isForStaff: boolean;
  readonly #done = new Map<string, CheckReport>();
  readonly #watchers = new Set<() => void>();
  readonly #stop = new AbortController();
  #running: Promise<Report> | undefined;
  #told = false;

  constructor(checks: readonly Check[], role: Report['role'], isForStaff: boolean, grade: Grade) {
    this.#checks = checks;
    this.#role = role;
    this.#isForStaff = isForStaff;
    this.#grade = grade;
  }

  /** The verdict on a check. The first that is asked for starts the grading. */
  async verdict(id: string): Promise<Verdict> {
    const check = await this.#checkOrReport(id);
    if ('outcome' in check) return this.#ungraded(check);
    const report = { checks: [check], role: this.#role } as unknown as Report;
    const [shown = check] = this.#isForStaff ? [check] : forStudent({ ...report, findings: [] }).checks;
    const others = {
      ...report,
      checks: this.#checks.map(({ id: other, title }) => ({ id: other, title })),
    } as unknown as Report;
    switch (check.status) {
      case 'pass':
        return { is: 'passed' };
      case 'flaky':
        return { is: 'passed', note: causeLine(shown, others) };
      case 'skip':
        return { is: 'skipped', note: causeLine(shown, others) };
      case 'error':
        return { is: 'failed', message: causeLine(shown, others) };
      case 'fail':
        return { is: 'failed', message: sectionLines(explainCheck(shown, this.#role)).join('\n') };
    }
  }

  /** Ends a grading of which nobody waits for more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running?.catch(() => undefined);
  }

  #checkOrReport(id: string): Promise<CheckReport | Report> {
    this.#running ??= this.#grade(
      {
        checkEnded: (check) => {
          this.#done.set(check.id, check);
          for (const watch of [...this.#watchers]) watch();
        },
      },
      this.#stop.signal,
    );
    const done = new Promise<CheckReport>((resolve) => {
      const watch = (): void => {
        const check = this.#done.get(id);
        if (check === undefined) return;
        this.#watchers.delete(watch);
        resolve(check);
      };
      this.#watchers.add(watch);
      watch();
    });
    return Promise.race([
      done,
      this.#running.then((report) => this.#done.get(id) ?? report.checks.find((check) => check.id === id) ?? report),
    ]);
  }

  /** The reason is told in full once: all tests fail for it. */
  #ungraded({ outcome, reason = '' }: Report): Verdict {
    const isFirst = !this.#told;
    this.#told = true;
    return {
      is: 'failed',
      message: `${outcome === 'not-gradable' ? 'not gradable' : 'the grader failed'}: ${isFirst ? reason : (reason.split('\n', 1)[0] ?? '')}`,
    };
  }
}
