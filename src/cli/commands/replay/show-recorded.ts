import { defined } from '../../../core/defined.js';
import type { OpenBundle } from '../../../grade/bundle/open-bundle.js';
import type { BundleJudgement } from '../../../grade/bundle/rejudge-bundle.js';
import { countLine, explainCheck, scoreLine, sectionLines, titleLine } from '../../../grade/reports.js';
import { wrapped } from '../../../text/columns.js';
import { visible, visibleLines } from '../../../text/visible-text.js';
import { terminal } from '../../terminal.js';
import { ExitCode } from '../../exit-code.js';

/** Shows what was recorded, and what comes of judging the recorded bytes again. Fails where bundle and tool disagree. */
export function showRecorded(bundle: OpenBundle, judgement: BundleJudgement, isJson: boolean): ExitCode {
  const { report } = bundle;
  const { judged, changed } = judgement;
  const agrees = judged.every(({ verdict }) => verdict !== 'other');
  if (isJson) {
    terminal.json({
      schema: 1,
      agrees,
      changed,
      checks: judged.map(({ check, verdict, message }) => ({
        id: check.id,
        status: check.status,
        verdict,
        ...defined({ message }),
      })),
      report,
    });
  } else {
    terminal.out(textOf(bundle, judgement));
  }
  return agrees ? ExitCode.ok : ExitCode.failed;
}

function textOf({ manifest, report }: OpenBundle, judgement: BundleJudgement): string[] {
  const { width } = terminal;
  const failed = report.checks.filter(({ status }) => status === 'fail' || status === 'flaky');
  return [
    `${titleLine(report)}, recorded ${report.startedAt.slice(0, 16).replace('T', ' ')} UTC with seed ${String(manifest.seed)}`,
    `${scoreLine(report)}${report.checks.length === 0 ? '' : `: ${countLine(report)}`}`,
    ...(report.outcome === 'graded' ? [] : visibleLines(report.reason ?? '', 20)),
    ...failed.flatMap((check) => [
      '',
      terminal.paint(
        ['red', 'bold'],
        `${check.status === 'flaky' ? 'failed once' : 'failed'}: ${visible(check.title, 300)} (${check.id})`,
      ),
      ...sectionLines(explainCheck(check, report.role, width - 4), width - 2).map((line) => `  ${line}`.trimEnd()),
    ]),
    '',
    ...verdictLines(judgement, width),
  ];
}

function verdictLines({ judged, changed }: BundleJudgement, width: number): string[] {
  const same = judged.filter(({ verdict }) => verdict === 'same').length;
  const other = judged.filter(({ verdict }) => verdict === 'other');
  const rest = judged.filter(
    ({ verdict, check }) => verdict === 'not-judged' && check.status !== 'skip' && check.status !== 'error',
  );
  return [
    terminal.paint(
      [other.length === 0 ? 'green' : 'red', 'bold'],
      `judged again without a network: ${other.length === 0 ? 'the recorded bytes give the recorded verdict' : `bundle and tool disagree on ${String(other.length)}`} (the same for ${String(same)} checks)`,
    ),
    ...other.flatMap(({ check, message = '' }) =>
      wrapped(`${check.id}, recorded as ${check.status}: ${visible(message, 500)}`, width - 2).map(
        (line) => `  ${line}`,
      ),
    ),
    ...(rest.length === 0 ? [] : ['not judged again:']),
    ...rest.map(({ check, message = '' }) => `  ${check.id}: ${message}`),
    ...(changed.length === 0
      ? []
      : wrapped(`the lab has other checks by now than the bundle: ${changed.join(', ')}`, width)),
  ];
}
