import { endNames } from '../exchange-picture.js';
import { clientsOf, exchangeRows, type ExchangeRow } from '../exchange-rows.js';
import type { ExchangeEntry, Report } from '../report.js';
import { entities, escapeXml } from '../xml.js';

const MOST_ROWS = 60;
const LONGEST = 160; // columns of one message

/** The exchange as a sequence diagram: a list that reads well aloud, drawn as arrows between two lines. */
export function exchangeFigure(transcript: readonly ExchangeEntry[], role: Report['role']): string {
  const clients = clientsOf(transcript);
  const [client, server] = endNames(role);
  const left = clients.length > 1 ? 'clients' : client;
  return [
    '<figure>',
    '<figcaption>The exchange</figcaption>',
    '<div class="exchange">',
    `<div class="ends" aria-hidden="true"><span><span class="client">${left}</span><span class="server">${server}</span></span></div>`,
    '<ol>',
    ...exchangeRows(transcript, MOST_ROWS).map((row) => item(row, clients.length > 1)),
    '<li aria-hidden="true"><span class="time"></span><div class="lane quiet"></div></li>',
    '</ol>',
    '</div>',
    '</figure>',
  ].join('\n');
}

function item(row: ExchangeRow, isNamed: boolean): string {
  if ('omitted' in row)
    return `<li><span class="time"></span><div class="lane omitted">${String(row.omitted)} more, not shown</div></li>`;
  if ('network' in row)
    return `<li><span class="time">${row.time}</span><div class="lane omitted">${entities(row.network)}</div></li>`;
  const name = escapeXml(row.client, 40);
  const spoken = row.toServer ? `${name} to the server: ` : `the server to ${name}: `;
  const tag = row.event === 'bytes' ? 'code' : 'em';
  const label = `<${tag}>${entities(row.label(LONGEST))}</${tag}>`;
  const note = [isNamed ? name : '', row.size].filter((part) => part !== '').join(', ');
  return [
    `<li class="${row.toServer ? 'to-server' : 'to-client'}">`,
    `<span class="time">${row.time}</span>`,
    `<div class="lane"><div class="label"><span class="unseen">${spoken}</span>${label}${note === '' ? '' : `<small>${note}</small>`}</div></div>`,
    '</li>',
  ].join('');
}
