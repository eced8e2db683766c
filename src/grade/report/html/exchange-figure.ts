import { markup, markupLines, type Markup } from '../../../text/markup.js';
import { visible } from '../../../text/visible-text.js';
import { endNames } from '../exchange-picture.js';
import { clientsOf, exchangeRows, type ExchangeRow } from '../exchange-rows.js';
import type { ExchangeEntry, Report } from '../report.js';

const MOST_ROWS = 60;
const LONGEST = 160; // columns of one message

/** The exchange as a sequence diagram: a list that reads well aloud, drawn as arrows between two lines. */
export function exchangeFigure(transcript: readonly ExchangeEntry[], role: Report['role']): Markup {
  const clients = clientsOf(transcript);
  const [client, server] = endNames(role);
  const left = clients.length > 1 ? 'clients' : client;
  return markupLines([
    markup`<figure>`,
    markup`<figcaption>The exchange</figcaption>`,
    markup`<div class="exchange">`,
    markup`<div class="ends" aria-hidden="true"><span><span class="client">${left}</span><span class="server">${server}</span></span></div>`,
    markup`<ol>`,
    ...exchangeRows(transcript, MOST_ROWS).map((row) => item(row, clients.length > 1)),
    markup`<li aria-hidden="true"><span class="time"></span><div class="lane quiet"></div></li>`,
    markup`</ol>`,
    markup`</div>`,
    markup`</figure>`,
  ]);
}

function item(row: ExchangeRow, isNamed: boolean): Markup {
  if ('omitted' in row)
    return markup`<li><span class="time"></span><div class="lane omitted">${row.omitted} more, not shown</div></li>`;
  if ('network' in row)
    return markup`<li><span class="time">${row.time}</span><div class="lane omitted">${row.network}</div></li>`;
  const name = visible(row.client, 40);
  const spoken = row.toServer ? `${name} to the server: ` : `the server to ${name}: `;
  const label = row.label(LONGEST);
  const note = [isNamed ? name : '', row.size].filter((part) => part !== '').join(', ');
  return markup`<li class="${row.toServer ? 'to-server' : 'to-client'}"><span class="time">${row.time}</span><div class="lane"><div class="label"><span class="unseen">${spoken}</span>${
    row.event === 'bytes' ? markup`<code>${label}</code>` : markup`<em>${label}</em>`
  }${note === '' ? undefined : markup`<small>${note}</small>`}</div></div></li>`;
}
