import type { ReportWriter } from '../report-writer.js';

// JSON may hold these as they are; a terminal obeys them, or shows what follows in another order.
const OBEYED = /[^\P{C}\n]|[\u2028\u2029]/gu;

/** The report itself: schema 1. */
export default {
  name: 'json',
  summary: 'the report itself, schema 1, for programs',
  extension: 'json',
  write: (report) => `${JSON.stringify(report, null, 2).replace(OBEYED, escaped)}\n`,
} satisfies ReportWriter;

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
    .join('');
}
