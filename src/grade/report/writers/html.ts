import { checkArticle, checkItem, isExplained } from '../html/check-article.js';
import { STYLE } from '../html/style.js';
import type { Report } from '../report.js';
import type { ReportWriter } from '../report-writer.js';
import { fractionOf, pointsText } from '../score.js';
import { shellCommand } from '../../../text/shell-command.js';
import { countLine, scoreLine, titleLine, warnings } from '../summary.js';
import { entities, escapeXml, escapeXmlLines } from '../xml.js';

/** One page for a browser. It needs nothing besides itself, and could not load anything if it wanted to. */
export default {
  name: 'html',
  summary: 'one page for a browser, with pictures of the exchanges',
  extension: 'html',
  write(report: Report): string {
    const { checks, role, findings } = report;
    const explained = checks.filter(isExplained);
    return [
      '<!doctype html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8" />',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'" />`,
      '<meta name="viewport" content="width=device-width, initial-scale=1" />',
      '<meta name="color-scheme" content="light dark" />',
      '<link rel="icon" href="data:," />',
      `<title>${entities(titleLine(report))}</title>`,
      `<style>${STYLE}</style>`,
      '</head>',
      '<body>',
      '<main>',
      ...header(report),
      ...(checks.length === 0
        ? []
        : ['<h2>Checks</h2>', '<ol class="checks">', ...checks.map((check) => checkItem(check, report)), '</ol>']),
      ...(explained.length === 0
        ? []
        : ['<h2>What went wrong</h2>', ...explained.map((check) => checkArticle(check, role))]),
      ...(findings.length === 0
        ? []
        : [
            '<h2>Also noticed, without points</h2>',
            '<ul>',
            ...findings.map(({ message }) => `<li>${escapeXml(message)}</li>`),
            '</ul>',
          ]),
      ...facts(report),
      '</main>',
      '</body>',
      '</html>',
      '',
    ].join('\n');
  },
} satisfies ReportWriter;

function header(report: Report): string[] {
  const { lab, role, submission, outcome, score, maxScore, reason = '' } = report;
  const percent = Math.round(fractionOf(report) * 100);
  const verdict =
    outcome === 'graded'
      ? [
          `<p class="score"><strong>${pointsText(score)}</strong> of ${pointsText(maxScore)} points</p>`,
          `<div class="bar" role="img" aria-label="${String(percent)} percent of the points"><div style="width: ${String(percent)}%"></div></div>`,
          `<p class="soft">${entities(countLine(report))}</p>`,
        ]
      : [
          `<p class="score fail status"><strong>${entities(scoreLine(report))}</strong></p>`,
          `<pre tabindex="0">${escapeXmlLines(reason, 60)}</pre>`,
        ];
  return [
    '<header>',
    `<p class="soft">lab ${String(lab.number)}, ${role}</p>`,
    `<h1>${escapeXml(lab.title)}: ${escapeXml(submission.name, 120)}</h1>`,
    ...verdict,
    ...warnings(report).map((warning) => `<p class="warning">${entities(warning)}</p>`),
    '</header>',
  ];
}

function facts({ submission, seed, sandbox, startedAt, durationMs, tool }: Report): string[] {
  const { command, port, sha256 } = submission;
  const known: readonly (readonly [string, string | undefined])[] = [
    ['Started with', command === null ? undefined : `<code>${escapeXml(shellCommand(command))}</code>`],
    ['Port', port === null ? undefined : String(port)],
    ['Seed', String(seed)],
    ['Sandbox', sandbox],
    [
      'Graded',
      `<time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time>, in ${(durationMs / 1000).toFixed(1)} s`,
    ],
    ['SHA-256', sha256 === null ? undefined : `<code>${sha256}</code>`],
    ['By', `${escapeXml(tool.name)} ${escapeXml(tool.version)}`],
  ];
  return [
    '<h2>How it was graded</h2>',
    '<dl>',
    ...known.flatMap(([name, value]) => (value === undefined ? [] : [`<dt>${name}</dt><dd>${value}</dd>`])),
    '</dl>',
  ];
}
