import { markup, markupLines, trustedMarkup, type Markup } from '../../../text/markup.js';
import { shellCommand } from '../../../text/shell-command.js';
import { visible, visibleLines } from '../../../text/visible-text.js';
import { checkArticle, checkItem, isExplained } from '../html/check-article.js';
import { STYLE } from '../html/style.js';
import type { Report } from '../report.js';
import type { ReportWriter } from '../report-writer.js';
import { fractionOf, pointsText } from '../score.js';
import { countLine, scoreLine, titleLine, warnings } from '../summary.js';

/** One page for a browser. It needs nothing besides itself, and could not load anything if it wanted to. */
export default {
  name: 'html',
  summary: 'one page for a browser, with pictures of the exchanges',
  extension: 'html',
  write(report: Report): string {
    const page = markupLines([
      markup`<!doctype html>`,
      markup`<html lang="en">`,
      markup`<head>`,
      markup`<meta charset="utf-8" />`,
      markup`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'" />`,
      markup`<meta name="viewport" content="width=device-width, initial-scale=1" />`,
      markup`<meta name="color-scheme" content="light dark" />`,
      markup`<link rel="icon" href="data:," />`,
      markup`<title>${titleLine(report)}</title>`,
      markup`<style>${trustedMarkup(STYLE)}</style>`,
      markup`</head>`,
      markup`<body>`,
      markup`<main>`,
      header(report),
      ...checks(report),
      ...failures(report),
      ...findings(report),
      ...facts(report),
      markup`</main>`,
      markup`</body>`,
      markup`</html>`,
      markup``,
    ]);
    return page.toString();
  },
} satisfies ReportWriter;

function header(report: Report): Markup {
  const { lab, role, submission, outcome, score, maxScore, reason = '' } = report;
  const percent = Math.round(fractionOf(report) * 100);
  const verdict =
    outcome === 'graded'
      ? [
          markup`<p class="score"><strong>${pointsText(score)}</strong> of ${pointsText(maxScore)} points</p>`,
          markup`<div class="bar" role="img" aria-label="${percent} percent of the points"><div style="width: ${percent}%"></div></div>`,
          markup`<p class="soft">${countLine(report)}</p>`,
        ]
      : [
          markup`<p class="score fail status"><strong>${scoreLine(report)}</strong></p>`,
          markup`<pre tabindex="0">${visibleLines(reason, 60).join('\n')}</pre>`,
        ];
  return markupLines([
    markup`<header>`,
    markup`<p class="soft">lab ${lab.number}, ${role}</p>`,
    markup`<h1>${visible(lab.title)}: ${visible(submission.name, 120)}</h1>`,
    ...verdict,
    ...warnings(report).map((warning) => markup`<p class="warning">${warning}</p>`),
    markup`</header>`,
  ]);
}

function checks(report: Report): Markup[] {
  if (report.checks.length === 0) return [];
  return [
    markup`<h2>Checks</h2>`,
    markup`<ol class="checks">`,
    ...report.checks.map((check) => checkItem(check, report)),
    markup`</ol>`,
  ];
}

function failures({ checks, role }: Report): Markup[] {
  const explained = checks.filter(isExplained);
  return explained.length === 0
    ? []
    : [markup`<h2>What went wrong</h2>`, ...explained.map((check) => checkArticle(check, role))];
}

function findings({ findings }: Report): Markup[] {
  if (findings.length === 0) return [];
  return [
    markup`<h2>Also noticed, without points</h2>`,
    markup`<ul>`,
    ...findings.map(({ message }) => markup`<li>${visible(message)}</li>`),
    markup`</ul>`,
  ];
}

function facts({ submission, seed, sandbox, startedAt, durationMs, tool }: Report): Markup[] {
  const { command, port, sha256 } = submission;
  const known: readonly (readonly [string, string | number | Markup | undefined])[] = [
    ['Started with', command === null ? undefined : markup`<code>${visible(shellCommand(command))}</code>`],
    ['Port', port ?? undefined],
    ['Seed', seed],
    ['Sandbox', sandbox],
    [
      'Graded',
      markup`<time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time>, in ${(durationMs / 1000).toFixed(1)} s`,
    ],
    ['SHA-256', sha256 === null ? undefined : markup`<code>${sha256}</code>`],
    ['By', `${visible(tool.name)} ${visible(tool.version)}`],
  ];
  return [
    markup`<h2>How it was graded</h2>`,
    markup`<dl>`,
    ...known.flatMap(([name, value]) => (value === undefined ? [] : [markup`<dt>${name}</dt><dd>${value}</dd>`])),
    markup`</dl>`,
  ];
}
