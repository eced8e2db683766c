import { causeLine, whatHappened, whatHelps, type Section } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import { pointsText } from '../score.js';
import { entities, escapeXml } from '../xml.js';
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
export function checkItem(check: CheckReport, report: Report): string {
  const { id, title, points, earned, status } = check;
  const name = escapeXml(title, 300);
  const why = causeLine(check, report);
  return [
    '<li>',
    `<span class="status ${status}">${WORDS[status]}</span>`,
    `<span>${isExplained(check) ? `<a href="#check-${id}">${name}</a>` : name}</span>`,
    `<span>${pointsText(earned)} of ${pointsText(points)}</span>`,
    ...(why === '' ? [] : [`<span class="why">${entities(why)}</span>`]),
    '</li>',
  ].join('\n');
}

/** True for a check that has an article of its own. */
export function isExplained({ status }: CheckReport): boolean {
  return status === 'fail' || status === 'flaky';
}

/** Everything that is known of a check that failed. */
export function checkArticle(check: CheckReport, role: Report['role']): string {
  const { id, title, points, earned, status, transcript = [] } = check;
  return [
    `<article id="check-${id}" class="${status}">`,
    `<h3>${escapeXml(title, 300)}</h3>`,
    `<p class="soft">${WORDS[status]}, ${pointsText(earned)} of ${pointsText(points)} points</p>`,
    ...whatHappened(check, WIDTH).map(part),
    ...(transcript.length === 0 ? [] : [exchangeFigure(transcript, role)]),
    ...whatHelps(check).map(part),
    '</article>',
  ].join('\n');
}

function part({ heading, text = [], block = [] }: Section): string {
  const kind = heading === 'the lab sheet says' ? ' class="quote"' : '';
  return [
    ...(heading === undefined ? [] : [`<h4>${entities(heading.charAt(0).toUpperCase() + heading.slice(1))}</h4>`]),
    ...text.map((paragraph) => `<p${kind}>${entities(paragraph)}</p>`),
    // A region that scrolls has to be reachable without a mouse.
    ...(block.length === 0 ? [] : [`<pre tabindex="0">${entities(block.join('\n'))}</pre>`]),
  ].join('\n');
}
