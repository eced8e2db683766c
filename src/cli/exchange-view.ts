import type { TranscriptEntry } from '../client/transcript.js';
import { glyphs, hexBytes, quoteBytes } from '../core/show-bytes.js';
import type { ServerEvent } from '../server/server-event.js';
import { countText } from './count-text.js';

/** What happened at either end of a connection, as lines. */
export class ExchangeView {
  readonly #start = performance.now();
  readonly #names = new Map<number, string>(); // of the clients, by their port
  readonly #sessions = new Map<number, number>(); // the port of each session's peer
  readonly #write: (line: string) => void;
  readonly #bothEnds: boolean;
  #width: number;

  /** `clients`: their names, for the width of a column. `bothEnds`: the server's end is shown too. */
  constructor(clients: readonly string[], bothEnds: boolean, write: (line: string) => void) {
    this.#write = write;
    this.#bothEnds = bothEnds;
    this.#width = Math.max('server'.length, ...clients.map((name) => name.length));
  }

  client(entry: TranscriptEntry): void {
    const { client } = entry;
    switch (entry.type) {
      case 'connected':
        this.#names.set(entry.local.port, client);
        if (!entry.datagrams) this.#line(client, client, 'connects');
        break;
      case 'bytes':
        if (entry.dir === 'send') this.#bytes(client, client, 'server', entry.bytes);
        else this.#bytes(client, 'server', client, entry.bytes);
        break;
      case 'ended':
        this.#line(client, entry.dir === 'send' ? client : 'server', 'ends its direction');
        break;
      case 'reset':
        this.#line(client, entry.dir === 'send' ? client : 'server', 'breaks the connection');
        break;
      case 'closed':
        this.#line(client, client, 'closes');
    }
  }

  server(event: ServerEvent): void {
    switch (event.type) {
      case 'opened':
        this.#sessions.set(event.session, event.peer.port);
        break;
      case 'received':
        this.#bytes('server', this.#nameOf(event.session), 'server', event.bytes);
        break;
      case 'sent':
        this.#bytes('server', 'server', this.#nameOf(event.session), event.bytes);
        break;
      case 'failed':
        this.#line('server', this.#nameOf(event.session), `session failed: ${event.error instanceof Error ? event.error.message : String(event.error)}`);
        break;
      case 'waiting':
        this.#line('server', this.#names.get(event.peer.port) ?? 'a client', 'waits for its turn');
        break;
      case 'refused':
        this.#line('server', this.#names.get(event.peer.port) ?? 'a client', `is refused: ${event.limit}`);
        break;
      default:
    }
  }

  #nameOf(session: number): string {
    return this.#names.get(this.#sessions.get(session) ?? 0) ?? `#${session}`;
  }

  #bytes(at: string, from: string, to: string, bytes: Uint8Array): void {
    const width = this.#width;
    const size = countText(bytes.length, 'byte').padStart(10);
    this.#put(at, `${from.padEnd(width)} → ${to.padEnd(width)} ${size}  ${shown(bytes)}`);
  }

  #line(at: string, who: string, what: string): void {
    this.#put(at, `${who} ${what}`);
  }

  #put(at: string, what: string): void {
    const time = `${(performance.now() - this.#start).toFixed(1)} ms`.padStart(10);
    this.#write(`${time}  ${this.#bothEnds ? `at ${at.padEnd(this.#width)}  ` : ''}${what}`);
  }
}

const SHOWN = 20; // bytes in hexadecimal

/** Text in quotes; what is mostly no text in hexadecimal. */
function shown(bytes: Uint8Array): string {
  const start = bytes.subarray(0, 256);
  const hidden = glyphs(start).filter((glyph) => !glyph.isText).length;
  if (hidden * 4 <= start.length) return quoteBytes(bytes);
  return `${hexBytes(bytes.subarray(0, SHOWN))}${bytes.length > SHOWN ? ' …' : ''}`;
}
