import { markup, markupLines, type Markup } from '../../../text/markup.js';
import { visible } from '../../../text/visible-text.js';
import { causeLine, whatHappened, whatHelps, type Section } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import { pointsText } from '../score.js';
import { exchangeFigure } from './exchange-figure.js';

const WIDTH = 76; // columns of what stands in columns

const WORDS: Readonly<Record<CheckReport['status'], string>> = {
  pass: '✓ passed',
  flaky: '✓ flaky',
  fail: '✗ failed',
  skip: '– not tried',
  error: '! could not run',
};

/** A check as one line of the list of all checks. */
export function checkItem(check: CheckReport, report: Report): Markup {
  const { id, title, points, earned, status } = check;
  const name = visible(title, 300);
  const why = causeLine(check, report);
  return markupLines([
    markup`<li>`,
    markup`<span class="status ${status}">${WORDS[status]}</span>`,
    markup`<span>${isExplained(check) ? markup`<a href="#check-${id}">${name}</a>` : name}</span>`,
    markup`<span>${pointsText(earned)} of ${pointsText(points)}</span>`,
    why === '' ? undefined : markup`<span class="why">${why}</span>`,
    markup`</li>`,
  ]);
}

/** True for a check that has an article of its own. */
export function isExplained({ status }: CheckReport): boolean {
  return status === 'fail' || status === 'flaky';
}

/** Everything that is known of a check that failed. */
export function checkArticle(check: CheckReport, role: Report['role']): Markup {
  const { id, title, points, earned, status, transcript = [] } = check;
  return markupLines([
    markup`<article id="check-${id}" class="${status}">`,
    markup`<h3>${visible(title, 300)}</h3>`,
    markup`<p class="soft">${WORDS[status]}, ${pointsText(earned)} of ${pointsText(points)} points</p>`,
    ...whatHappened(check, WIDTH).map(part),
    transcript.length === 0 ? undefined : exchangeFigure(transcript, role),
    ...whatHelps(check).map(part),
    markup`</article>`,
  ]);
}

function part({ heading, text = [], block = [] }: Section): Markup {
  const isQuote = heading === 'the lab sheet says';
  return markupLines([
    heading === undefined ? undefined : markup`<h4>${heading.charAt(0).toUpperCase() + heading.slice(1)}</h4>`,
    ...text.map((paragraph) => (isQuote ? markup`<p class="quote">${paragraph}</p>` : markup`<p>${paragraph}</p>`)),
    // A region that scrolls has to be reachable without a mouse.
    block.length === 0 ? undefined : markup`<pre tabindex="0">${block.join('\n')}</pre>`,
  ]);
}
