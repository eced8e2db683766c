import type { OpenBundle } from '../../../grade/bundle/open-bundle.js';
import type { BundleRerun } from '../../../grade/bundle/rerun-bundle.js';
import { causeLine, explainCheck, sectionLines, titleLine } from '../../../grade/reports.js';
import { table } from '../../../text/table.js';
import { wrapped } from '../../../text/columns.js';
import { clipped, visible, visibleLines } from '../../../text/visible-text.js';
import type { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';
import { exitOf } from '../grade/report-output.js';

/** Says what became of the recorded failures when the recorded checks were run again. */
export function showRerun(bundle: OpenBundle, rerun: BundleRerun, isJson: boolean): ExitCode {
  const { report, reruns, gone } = rerun;
  if (isJson) {
    const checks = reruns.map(({ id, title, result }) => ({ id, title, result }));
    terminal.json({ schema: 1, changed: gone, checks, report });
  } else {
    terminal.out(textOf(bundle, rerun));
  }
  return exitOf(report);
}

function textOf({ manifest, report: before }: OpenBundle, { report: after, reruns, gone }: BundleRerun): string[] {
  const { width } = terminal;
  const files =
    after.submission.sha256 === null ? '' : `: ${filesText(after.submission.sha256 === before.submission.sha256)}`;
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

function filesText(isSame: boolean): string {
  return isSame ? 'the files that were recorded' : 'other files than were recorded';
}
