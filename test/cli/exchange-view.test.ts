import { expect } from 'chai';
import { ExchangeView } from '../../src/cli/exchange/exchange-view.js';
import type { TranscriptEntry } from '../../src/client/transcript.js';
import type { ServerEvent } from '../../src/server/server-event.js';

const host = '127.0.0.1';
const server = { host, port: 5000 };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const connected = (client: string, port: number): TranscriptEntry => ({
  t: 0,
  client,
  type: 'connected',
  local: { host, port },
  peer: server,
  datagrams: false,
});
const opened = (session: number, port: number): ServerEvent => ({
  type: 'opened',
  session,
  peer: { host, port },
  active: 1,
});
const sent = (session: number, text: string): ServerEvent => ({ type: 'sent', session, bytes: bytes(text) });

/** A view of what ann and bob do, and its lines: their times are left out, which have to go up. */
function watched(bothEnds = true): { view: ExchangeView; lines: () => string[] } {
  const lines: string[] = [];
  const view = new ExchangeView(['ann', 'bob'], bothEnds, (line) => {
    lines.push(line);
  });
  return {
    view,
    lines: () => {
      const times = lines.map((line) => Number(/^ *(\d+\.\d) ms {2}/.exec(line)?.[1]));
      expect(times).to.deep.equal([...times].sort((a, b) => a - b));
      return lines.map((line) => line.replace(/^ *\d+\.\d ms {2}/, ''));
    },
  };
}

describe('ExchangeView', () => {
  it('calls a client by its name from its first line, also where the server hears of it first', () => {
    const { view, lines } = watched();
    view.server(opened(1, 40001));
    view.server(sent(1, 'welcome\n'));
    expect(lines()).to.deep.equal([]);
    view.client(connected('ann', 40001));
    view.client({ t: 1, client: 'ann', type: 'bytes', dir: 'receive', bytes: bytes('welcome\n') });
    expect(lines()).to.deep.equal([
      'at ann     ann connects',
      'at server  server → ann       8 bytes  "welcome\\n"',
      'at ann     server → ann       8 bytes  "welcome\\n"',
    ]);
  });

  it('keeps the order of all clients while one has no name yet', () => {
    const { view, lines } = watched();
    view.client(connected('ann', 40001));
    view.server(opened(1, 40001));
    view.server({ type: 'waiting', peer: { host, port: 40002 }, waiting: 1 });
    view.client({ t: 1, client: 'ann', type: 'bytes', dir: 'send', bytes: bytes('x') });
    expect(lines()).to.deep.equal(['at ann     ann connects']);
    view.client(connected('bob', 40002));
    expect(lines().slice(1)).to.deep.equal([
      'at bob     bob connects',
      'at server  bob waits for its turn',
      'at ann     ann    → server     1 byte  "x"',
    ]);
  });

  it('holds nothing back for a client that nobody names, once that is gone or all is over', () => {
    const { view, lines } = watched();
    view.server(opened(1, 40009));
    view.server(sent(1, 'a'));
    view.server({
      type: 'closed',
      session: 1,
      peer: { host, port: 40009 },
      reason: 'peer',
      active: 0,
      messages: 0,
      bytes: 0,
    });
    expect(lines()).to.deep.equal(['at server  server → #1         1 byte  "a"']);
    view.server(opened(2, 40010));
    view.server(sent(2, 'b'));
    view.end();
    expect(lines()).to.have.length(2);
  });

  it('shows text in quotes, and what is mostly no text in hexadecimal, cut where it is long', () => {
    const { view, lines } = watched(false);
    const send = (chunk: Uint8Array): void => {
      view.client({ t: 0, client: 'ann', type: 'bytes', dir: 'send', bytes: chunk });
    };
    send(bytes('Grüße "an" alle\r\n'));
    send(Uint8Array.of(0, 0, 0, 2, 0x68, 0x69));
    send(new Uint8Array(0));
    send(bytes('x'.repeat(1500)));
    send(new Uint8Array(1500));
    expect(lines().map((line) => line.replace('ann    → server ', ''))).to.deep.equal([
      '  19 bytes  "Grüße \\"an\\" alle\\r\\n"',
      '   6 bytes  00 00 00 02 68 69',
      '   0 bytes  ""',
      `1,500 bytes  "${'x'.repeat(78)}"…`,
      `1,500 bytes  ${Array(20).fill('00').join(' ')} …`,
    ]);
  });

  it('tells whose session failed, with the place where a handler threw', () => {
    const { view, lines } = watched();
    view.client(connected('ann', 40001));
    view.server(opened(1, 40001));
    view.server({ type: 'failed', session: 1, reason: 'handler-error', error: new TypeError('no such method') });
    expect(lines()[1]).to.match(
      /^at server {2}ann failed: TypeError: no such method \(.*exchange-view\.test\.ts:\d+\)$/,
    );
  });
});
