import { defined } from '../../../core/defined.js';
import { rejudge, type Rejudged } from '../../../grade/bundle/rejudge.js';
import { explainCheck, sectionLines } from '../../../grade/report/explain-check.js';
import type { CheckReport } from '../../../grade/report/report.js';
import { countLine, scoreLine, titleLine } from '../../../grade/report/summary.js';
import { wrapped } from '../../../text/columns.js';
import { visible, visibleLines } from '../../../text/visible-text.js';
import { inColour } from '../../colour.js';
import { ExitCode } from '../../exit-code.js';
import { printJson, printLines } from '../../print.js';
import type { OpenedBundle } from './opened-bundle.js';
import { changedChecks } from './recorded-checks.js';

const FLOOR = 2000; // milliseconds, where a bundle does not say how long was waited

type Judged = Rejudged & { readonly check: CheckReport };

/** Shows what was recorded, and judges the recorded bytes again. Fails where bundle and tool disagree. */
export async function showRecorded(bundle: OpenedBundle, isJson: boolean): Promise<ExitCode> {
  const { manifest, report, checks, exchanges, lab, reference } = bundle;
  const {
    handler,
    framing,
    settings: { maxFrame },
  } = reference;
  const settings = {
    role: manifest.role,
    transport: lab.server.transport,
    handler,
    framing,
    maxFrame,
    deadlineMs: manifest.deadlineMs ?? FLOOR,
  };
  const judged: Judged[] = [];
  for (const check of report.checks) {
    const recorded = checks.find(({ id }) => id === check.id);
    const result: Rejudged =
      recorded === undefined
        ? { verdict: 'not-judged', message: 'it is hidden' }
        : await rejudge(recorded, check, exchanges.get(check.id), settings);
    judged.push({ check, ...result });
  }
  const agrees = judged.every(({ verdict }) => verdict !== 'other');
  if (isJson) {
    printJson({
      schema: 1,
      agrees,
      changed: changedChecks(bundle),
      checks: judged.map(({ check, verdict, message }) => ({
        id: check.id,
        status: check.status,
        verdict,
        ...defined({ message }),
      })),
      report,
    });
  } else {
    printLines(textOf(bundle, judged));
  }
  return agrees ? ExitCode.ok : ExitCode.failed;
}

function textOf(bundle: OpenedBundle, judged: readonly Judged[]): string[] {
  const { manifest, report } = bundle;
  const width = Math.min(process.stdout.columns || 100, 120);
  const failed = report.checks.filter(({ status }) => status === 'fail' || status === 'flaky');
  return [
    `${titleLine(report)}, recorded ${report.startedAt.slice(0, 16).replace('T', ' ')} UTC with seed ${String(manifest.seed)}`,
    `${scoreLine(report)}${report.checks.length === 0 ? '' : `: ${countLine(report)}`}`,
    ...(report.outcome === 'graded' ? [] : visibleLines(report.reason ?? '', 20)),
    ...failed.flatMap((check) => [
      '',
      inColour(
        'red',
        `${check.status === 'flaky' ? 'failed once' : 'failed'}: ${visible(check.title, 300)} (${check.id})`,
      ),
      ...sectionLines(explainCheck(check, report.role, width - 4), width - 2).map((line) => `  ${line}`.trimEnd()),
    ]),
    '',
    ...verdictLines(bundle, judged, width),
  ];
}

function verdictLines(bundle: OpenedBundle, judged: readonly Judged[], width: number): string[] {
  const same = judged.filter(({ verdict }) => verdict === 'same').length;
  const other = judged.filter(({ verdict }) => verdict === 'other');
  const rest = judged.filter(
    ({ verdict, check }) => verdict === 'not-judged' && check.status !== 'skip' && check.status !== 'error',
  );
  const changed = changedChecks(bundle);
  return [
    inColour(
      other.length === 0 ? 'green' : 'red',
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
