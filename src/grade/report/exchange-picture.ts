import { clientsOf, exchangeRows, type ExchangeRow } from './exchange-rows.js';
import type { ExchangeEntry, Report } from './report.js';
import { columnsOf, padded, wrapped } from '../../text/columns.js';
import { visible } from '../../text/visible-text.js';

const MOST_ROWS = 18;
const TIME = 11; // columns
const LONGEST_NAME = 11; // characters
const NARROWEST = 24; // columns between client and server

/** A small picture of an exchange: time runs downwards, clients stand on the left and the server on the right. */
export function exchangePicture(transcript: readonly ExchangeEntry[], role: Report['role'], width: number): string[] {
  const clients = clientsOf(transcript);
  const [left, right] = endNames(role);
  const margin =
    clients.length > 1 ? 2 + Math.max(...clients.map((name) => columnsOf(visible(name, LONGEST_NAME)))) : 0;
  const inner = Math.max(NARROWEST, width - TIME - 2 - margin - 2);
  const indent = ' '.repeat(TIME + 2 + margin);
  const title = clients.length > 1 ? 'clients' : left;
  const head = `${indent}${title}${' '.repeat(Math.max(1, inner + 2 - title.length - right.length))}${right}`;
  return [
    head,
    ...exchangeRows(transcript, MOST_ROWS).flatMap((row) =>
      arrow(row, inner).map((line, index) => `${index === 0 ? rowStart(row, margin, indent) : indent}${line}`),
    ),
  ];
}

/** What the two ends of an exchange are called in a report on a program of this role. */
export function endNames(role: Report['role']): readonly [client: string, server: string] {
  return role === 'client' ? ['your client', 'server'] : ['client', 'your server'];
}

function rowStart(row: ExchangeRow, margin: number, indent: string): string {
  if ('omitted' in row) return indent;
  const name = margin === 0 ? '' : visible(row.client, LONGEST_NAME);
  return `${row.time.padStart(TIME)}  ${padded(name, margin)}`;
}

/** One line, or several for what the network did. */
function arrow(row: ExchangeRow, inner: number): string[] {
  if ('omitted' in row) {
    const text = ` … ${String(row.omitted)} more `;
    return [`┆${padded(text, inner)}┆`];
  }
  if ('network' in row)
    return wrapped(row.network, inner - 4).map(
      (line, index) => `│${padded(` ${index === 0 ? '~' : ' '} ${line}`, inner)}│`,
    );
  const size = row.size === '' ? '' : ` ${row.size} `;
  const label = ` ${row.label(inner - size.length - 8)} `;
  const line = '─'.repeat(Math.max(1, inner - columnsOf(label) - size.length - 4));
  const text = `──${label}${line}${size}─`;
  return [row.toServer ? `├${text}►│` : `│◄${text}┤`];
}
