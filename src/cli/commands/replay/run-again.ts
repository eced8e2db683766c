import { defined } from '../../../core/defined.js';
import { labReference } from '../../../compose/labs.js';
import { composeReference } from '../../../compose/compose-server.js';
import { UsageError } from '../../../errors/usage-error.js';
import { compareFailures, type Rerun } from '../../../grade/bundle/compare-failures.js';
import { causeLine, explainCheck, sectionLines } from '../../../grade/report/explain-check.js';
import type { Report } from '../../../grade/report/report.js';
import { titleLine } from '../../../grade/report/summary.js';
import { clipped, visible, visibleLines, wrapped } from '../../../text/visible-text.js';
import { gradeTarget } from '../../../grade/run/grade-target.js';
import { openTarget } from '../../../grade/run/open-target.js';
import type { ExitCode } from '../../exit-code.js';
import { gradeOnce } from '../grade/grade-once.js';
import { exitOf } from '../grade/report-output.js';
import { targetFlag } from '../grade/target-flag.js';
import { printJson, printLines } from '../../print.js';
import { table } from '../../../text/table.js';
import { version } from '../../../compose/version.js';
import type { OpenedBundle } from './opened-bundle.js';
import { runnableChecks } from './recorded-checks.js';

/** On what the recorded checks are run again. */
export type Rerunning = { readonly submission: string; readonly unsafe: boolean } | { readonly target: string };

/** Runs the recorded checks with the recorded seed again, and says what became of the recorded failures. */
export async function runAgain(
  bundle: OpenedBundle,
  on: Rerunning,
  isJson: boolean,
  signal?: AbortSignal,
): Promise<ExitCode> {
  const { gone } = runnableChecks(bundle);
  const after = 'target' in on ? await onTarget(bundle, on.target, signal) : await onSubmission(bundle, on, signal);
  const reruns = compareFailures(bundle.report.checks, after.checks);
  if (isJson) {
    printJson({
      schema: 1,
      changed: gone,
      checks: reruns.map(({ id, title, result }) => ({ id, title, result })),
      report: after,
    });
  } else {
    printLines(textOf(bundle, after, reruns, gone));
  }
  return exitOf(after);
}

async function onSubmission(
  bundle: OpenedBundle,
  { submission, unsafe }: { readonly submission: string; readonly unsafe: boolean },
  signal?: AbortSignal,
): Promise<Report> {
  const { lab, manifest, report } = bundle;
  const role = report.submission.handler === undefined ? manifest.role : 'handler';
  const { told } = runnableChecks(bundle);
  const [after] = await gradeOnce(
    { lab, path: submission, role, seed: manifest.seed, unsafe },
    {},
    { checks: told, ...defined({ signal }) },
  );
  if (after === undefined) throw new UsageError(`there is no ${role} in ${submission}`);
  return after;
}

async function onTarget(
  { lab, manifest, ...bundle }: OpenedBundle,
  where: string,
  signal?: AbortSignal,
): Promise<Report> {
  if (manifest.role !== 'server')
    throw new UsageError('--target is a server, and the bundle is about a client: give a submission');
  const { checks } = runnableChecks({ lab, manifest, ...bundle });
  const target = await openTarget(targetFlag(where), (listen) => composeReference(lab, defined({ listen })));
  try {
    return await gradeTarget({
      lab: { ...lab, checks: { server: checks } },
      target,
      seed: manifest.seed,
      tool: { name: 'wirelab', version: version() },
      replay: ['wirelab', 'grade', labReference(lab), '--target', where, '--seed', String(manifest.seed)],
      ...defined({ signal }),
    });
  } finally {
    await target.close();
  }
}

function textOf(
  { manifest, report: before }: OpenedBundle,
  after: Report,
  reruns: readonly Rerun[],
  gone: readonly string[],
): string[] {
  const width = Math.min(process.stdout.columns || 100, 120);
  const files =
    after.submission.sha256 === null
      ? ''
      : after.submission.sha256 === before.submission.sha256
        ? ': the files that were recorded'
        : ': other files than were recorded';
  const shown = reruns.filter(({ result }) => result !== 'still passes');
  const first =
    reruns.find(({ result }) => result === 'other failure' || result === 'now fails') ??
    reruns.find(({ result }) => result === 'same failure');
  const steady = reruns.length - shown.length;
  return [
    `${titleLine(after)}, with seed ${String(manifest.seed)}${files}`,
    ...(after.outcome === 'graded' ? [] : visibleLines(after.reason ?? '', 20)),
    ...table(
      shown.map(({ result, id, after: check }) => [
        `  ${result}`,
        id,
        check === undefined ? '' : clipped(causeLine(check, after), 160),
      ]),
    ),
    ...(steady === 0 ? [] : [`  ${String(steady)} ${steady === 1 ? 'passes' : 'pass'} as before`]),
    ...(gone.length === 0 ? [] : wrapped(`not run, because the lab has changed since: ${gone.join(', ')}`, width)),
    ...(first?.after === undefined
      ? []
      : [
          '',
          `${first.result}: ${visible(first.title, 300)}`,
          ...sectionLines(explainCheck(first.after, after.role, width - 4), width - 2).map((line) =>
            `  ${line}`.trimEnd(),
          ),
        ]),
  ];
}
