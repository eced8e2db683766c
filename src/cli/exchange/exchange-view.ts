import { eventLine } from './event-line.js';
import type { TranscriptEntry } from '../../client/transcript.js';
import { impairmentText } from '../../impairment/impairment-event.js';
import { glyphs, hexBytes, quoteBytes } from '../../core/show-bytes.js';
import type { ServerEvent } from '../../server/server-event.js';
import { columnsOf, padded } from '../../text/columns.js';
import { countText } from '../../text/count-text.js';
import { errorText } from '../../errors/error-text.js';

/** What happened at either end of a connection, as lines. */
export class ExchangeView {
  readonly #start = performance.now();
  readonly #names = new Map<number, string>(); // of the clients, by their port
  readonly #sessions = new Map<number, number>(); // the port of each session's peer
  readonly #nameless = new Map<number, number>(); // when the server met a client that has not told its port yet
  readonly #held: (() => void)[] = [];
  readonly #write: (line: string) => void;
  readonly #bothEnds: boolean;
  readonly #width: number;

  /** `clients`: their names, for the width of a column. `bothEnds`: the server's end is shown too. */
  constructor(clients: readonly string[], bothEnds: boolean, write: (line: string) => void) {
    this.#write = write;
    this.#bothEnds = bothEnds;
    this.#width = Math.max('server'.length, ...clients.map((name) => columnsOf(name)));
  }

  client(entry: TranscriptEntry): void {
    const { client } = entry;
    if (entry.type === 'connected') {
      const { port } = entry.local;
      this.#names.set(port, client);
      // Connected is who the server has accepted, even if the client hears of it later.
      if (!entry.datagrams) this.#put(this.#nameless.get(port) ?? performance.now(), client, `${client} connects`);
      this.#nameless.delete(port);
      this.#release();
      return;
    }
    this.#inOrder((time) => {
      switch (entry.type) {
        case 'bytes':
          if (entry.dir === 'send') this.#bytes(time, client, client, 'server', entry.bytes);
          else this.#bytes(time, client, 'server', client, entry.bytes);
          break;
        case 'ended':
          this.#put(time, client, `${entry.dir === 'send' ? client : 'server'} ends its direction`);
          break;
        case 'reset':
          this.#put(time, client, `${entry.dir === 'send' ? client : 'server'} breaks the connection`);
          break;
        case 'fault':
          this.#put(time, 'net', impairmentText(entry.fault));
          break;
        case 'closed':
          this.#put(time, client, `${client} closes`);
      }
    });
  }

  server(event: ServerEvent): void {
    if (event.type === 'opened' || event.type === 'waiting' || event.type === 'refused') this.#meet(event.peer.port);
    if (event.type === 'opened') this.#sessions.set(event.session, event.peer.port);
    this.#inOrder((time) => {
      switch (event.type) {
        case 'received':
          this.#bytes(time, 'server', this.#nameOf(event.session), 'server', event.bytes);
          break;
        case 'sent':
          this.#bytes(time, 'server', 'server', this.#nameOf(event.session), event.bytes);
          break;
        case 'failed':
          this.#put(time, 'server', `${this.#nameOf(event.session)} failed: ${errorText(event.error)}`);
          break;
        case 'logged':
          this.#put(time, 'server', eventLine(event) ?? '');
          break;
        case 'waiting':
          this.#put(time, 'server', `${this.#names.get(event.peer.port) ?? 'somebody'} waits for its turn`);
          break;
        case 'refused':
          this.#put(time, 'server', `${this.#names.get(event.peer.port) ?? 'somebody'} is refused: ${event.limit}`);
          break;
        default:
      }
    });
    if (event.type === 'closed' && this.#nameless.delete(event.peer.port)) this.#release();
  }

  /** Shows what waits for a name that nobody has told. */
  end(): void {
    this.#nameless.clear();
    this.#release();
  }

  #meet(port: number): void {
    if (!this.#names.has(port) && !this.#nameless.has(port)) this.#nameless.set(port, performance.now());
  }

  /** The server may hear of a client before the client knows its own port: everything then waits for the name. */
  #inOrder(show: (time: number) => void): void {
    const time = performance.now();
    if (this.#nameless.size === 0) show(time);
    else
      this.#held.push(() => {
        show(time);
      });
  }

  #release(): void {
    if (this.#nameless.size === 0) for (const show of this.#held.splice(0)) show();
  }

  #nameOf(session: number): string {
    return this.#names.get(this.#sessions.get(session) ?? 0) ?? `#${session}`;
  }

  #bytes(time: number, at: string, from: string, to: string, bytes: Uint8Array): void {
    const width = this.#width;
    const size = countText(bytes.length, 'byte').padStart(10);
    this.#put(time, at, `${padded(from, width)} → ${padded(to, width)} ${size}  ${shown(bytes)}`);
  }

  #put(time: number, at: string, what: string): void {
    const since = `${(time - this.#start).toFixed(1)} ms`.padStart(10);
    this.#write(`${since}  ${this.#bothEnds ? `at ${padded(at, this.#width)}  ` : ''}${what}`);
  }
}

const COLUMNS = 80; // of text
const SHOWN = 20; // bytes in hexadecimal

/** Text in quotes; what is mostly no text in hexadecimal. */
function shown(bytes: Uint8Array): string {
  const start = bytes.subarray(0, 256);
  const hidden = glyphs(start).filter((glyph) => !glyph.isText).length;
  // The size is in front of it already.
  if (hidden * 4 <= start.length) return quoteBytes(bytes, COLUMNS).replace(/… \(\d+ bytes\)$/, '…');
  return `${hexBytes(bytes.subarray(0, SHOWN))}${bytes.length > SHOWN ? ' …' : ''}`;
}
