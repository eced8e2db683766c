import { expect } from 'chai';
import fc from 'fast-check';
import { exchangePicture } from '../../../src/grade/report/exchange-picture.js';
import type { ExchangeEntry } from '../../../src/grade/report/report.js';
import { columnsOf } from '../../../src/text/columns.js';
import { seed } from '../../support/seed.js';

const message = (t: number, dir: 'send' | 'receive', text: string, client = 'client'): ExchangeEntry => ({
  t,
  dir,
  client,
  bytes: Buffer.from(text).toString('base64'),
});

describe('a picture of an exchange', () => {
  it('has the client on the left, the server on the right, and says which of them is graded', () => {
    const transcript: ExchangeEntry[] = [
      { t: 0, dir: 'send', client: 'client', event: 'connected' },
      message(0.4, 'send', 'hi\n'),
      message(12.25, 'receive', '\0\x01\x02\x03'),
      { t: 13, dir: 'receive', client: 'client', event: 'reset' },
    ];
    const lines = exchangePicture(transcript, 'client', 60);
    expect(lines.map((line) => line.replace(/─{4,}/g, '──┈').replace(/ {20,}/g, ' ┈ '))).to.deep.equal([
      '             your client ┈ server',
      '     0.0 ms  ├── connects ──┈►│',
      '     0.4 ms  ├── "hi\\n" ──┈ 3 bytes ─►│',
      '    12.3 ms  │◄── 00 01 02 03 ──┈ 4 bytes ─┤',
      '    13.0 ms  │◄── resets the connection ──┈┤',
    ]);
  });

  it('names the clients where there are several', () => {
    const lines = exchangePicture(
      [message(0, 'send', 'a', 'ann'), message(1, 'send', 'b', 'bernadette the third')],
      'server',
      80,
    );
    expect(lines[0]).to.match(/^ +clients +your server$/);
    expect(lines[1]).to.match(/0\.0 ms {2}ann {11}├── "a" /);
    expect(lines[2]).to.match(/1\.0 ms {2}bernadette … {2}├── "b" /);
  });

  it('of a long exchange shows the beginning and the end, and how much is left out', () => {
    const transcript = [
      ...Array.from({ length: 50 }, (_, t) => message(t, 'send', String(t))),
      { t: 50, omitted: 800 },
      ...Array.from({ length: 50 }, (_, t) => message(900 + t, 'send', String(t))),
    ];
    const lines = exchangePicture(transcript, 'server', 80);
    expect(lines).to.have.lengthOf(20);
    expect(lines[7]).to.match(/^ +┆ … 882 more +┆$/);
    expect(lines[1]).to.include('0.0 ms');
    expect(lines.at(-1)).to.include('949.0 ms');
  });

  it('tells what the network did between the two, on as many lines as it takes', () => {
    const cut: ExchangeEntry = {
      t: 2,
      dir: 'send',
      client: 'client',
      event: 'cut',
      text: 'the bytes to the server were cut after the 1st, the 2nd, the 3rd and the 5th',
    };
    expect(exchangePicture([message(1, 'send', 'hello\n'), cut], 'server', 70).slice(2)).to.deep.equal([
      '     2.0 ms  │ ~ the bytes to the server were cut after the 1st, the │',
      '             │   2nd, the 3rd and the 5th                            │',
    ]);
  });

  it('is a straight line on either side, whatever is sent', () => {
    const common = {
      t: fc.double({ min: 0, max: 99_999, noNaN: true }),
      dir: fc.constantFrom('send' as const, 'receive' as const),
      client: fc.constantFrom('ann', 'ben'),
    };
    const entry = fc.oneof(
      fc.record({
        ...common,
        bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      }),
      fc.record({
        ...common,
        event: fc.constant('cut' as const),
        text: fc.array(fc.constantFrom('the', '2nd', 'datagram')).map((words) => words.join(' ')),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 60, max: 200 }),
        (transcript, width) => {
          const widths = exchangePicture(transcript, 'server', width).slice(1).map(columnsOf);
          expect(new Set(widths)).to.deep.equal(new Set([width]));
        },
      ),
      { seed, numRuns: 200 },
    );
  });
});
