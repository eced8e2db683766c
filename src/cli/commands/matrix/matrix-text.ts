import { markup, markupLines, type Markup } from '../../../text/markup.js';
import { visible } from '../../../text/visible-text.js';
import type { Cell } from '../../../grade/matrix/matrix-job.js';
import type { Matrix } from '../../../grade/matrix/run-pairs.js';

/** One pair with its names. */
export interface Pair {
  readonly server: string;
  readonly client: string;
  readonly cell: Cell;
}

/** Every pair, row by row. */
export function pairsOf({ servers, clients, cells }: Matrix): Pair[] {
  return servers.flatMap((server, row) =>
    clients.map((client, column) => ({ server, client, cell: cells[row]?.[column] ?? { ok: false } })),
  );
}

/** The rows of a table for people, and below it what the numbers in it mean. */
export function matrixRows(matrix: Matrix): {
  readonly rows: readonly (readonly string[])[];
  readonly causes: readonly string[];
} {
  const causes: string[] = [];
  const numberOf = (cell: Cell): string => {
    const text = causeText(cell);
    if (!causes.includes(text)) causes.push(text);
    return String(causes.indexOf(text) + 1);
  };
  const rows = matrix.servers.map((server, row) => [
    shown(server),
    ...(matrix.cells[row] ?? []).map((cell) => (cell.ok ? 'ok' : numberOf(cell))),
  ]);
  return { rows: [['server \\ client', ...matrix.clients.map(shown)], ...rows], causes };
}

/** Why a pair does not get on, in one line. */
function causeText({ atFault: of, cause = '' }: Cell): string {
  return `${of === undefined || of === 'both' ? '' : `the ${of}: `}${visible(cause, 400)}`;
}

/** A line for each pair: server, client, ok, who is to blame, why. */
export function matrixCsv(matrix: Matrix): string {
  const rows = pairsOf(matrix).map(({ server, client, cell }) => [
    shown(server),
    shown(client),
    cell.ok ? 'yes' : 'no',
    cell.atFault ?? '',
    cell.ok ? '' : visible(cell.cause ?? '', 400),
  ]);
  return [['server', 'client', 'ok', 'atFault', 'cause'], ...rows]
    .map((row) => `${row.map(csvCell).join(',')}\r\n`)
    .join('');
}

/** A page of its own, which needs nothing else. */
export function matrixHtml(matrix: Matrix, title: string): string {
  const {
    rows: [head = [], ...rows],
    causes,
  } = matrixRows(matrix);
  const name = visible(title, 200);
  const row = ([first = '', ...cells]: readonly string[]): Markup =>
    markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td class="${cell === 'ok' ? 'ok' : 'no'}">${cell}</td>`)}</tr>`;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${name}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.3rem .6rem}td{text-align:center}.ok{background:#d5f0d8;color:#10321a}.no{background:#f8d7d7;color:#4d0f0f}</style></head>
<body><h1>${name}</h1>
<table><thead><tr>${head.map((cell) => markup`<th scope="col">${cell}</th>`)}</tr></thead><tbody>
${markupLines(rows.map(row))}
</tbody></table>
<ol>${markupLines(causes.map((cause) => markup`<li>${cause}</li>`))}</ol>
</body></html>
`.toString();
}

function shown(name: string): string {
  return visible(name, 60);
}

/** A cell that begins like a formula is not one for a spreadsheet. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
