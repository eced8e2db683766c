import { expect } from 'chai';
import fc from 'fast-check';
import 'reflect-metadata';
import CrcCheck from '../../handlers/crc.js';
import { catalogue } from '../../src/protocols/crc/catalogue.js';
import { codeword } from '../../src/protocols/crc/division-checker.js';
import type { Payload } from '../../src/core/exchange.js';
import raw from '../../src/framings/raw.js';
import { Server } from './play.js';

/** What one message brings: the reply and whether the connection is closed. */
function answer(handler: CrcCheck, payload: Payload): readonly [string, boolean] {
  const client = new Server(handler, raw()).connect();
  client.send(payload);
  return [new TextDecoder().decode(client.taken()), client.ended];
}

describe('crc by a key', () => {
  it('answers a codeword as the classroom program does, and closes', () => {
    const right = '100010110101101001110111';
    expect(answer(new CrcCheck(), right)).to.deep.equal([`THANK you Data ->${right} Received No error FOUND`, true]);
    expect(answer(new CrcCheck(), `${right.slice(0, -1)}0`)).to.deep.equal(['Error in data', true]);
  });

  it('accepts every codeword of its own key', () => {
    const bits = fc.array(fc.constantFrom('0', '1'), { minLength: 1, maxLength: 80 }).map((list) => list.join(''));
    fc.assert(
      fc.property(bits, fc.constantFrom('11', '110', '1001', '1011', '10000111'), (data, key) => {
        expect(answer(new CrcCheck(key), codeword(data, key))[0]).to.match(/^THANK you/);
      }),
      { seed: 8 },
    );
  });

  for (const [payload, reply] of [
    ['10 01', 'error: byte 20 at offset 2 is not 0 or 1'],
    ['1001\n', 'error: byte 0a at offset 4 is not 0 or 1'],
    ['12', 'error: "2" at offset 1 is not 0 or 1'],
    ['é', 'error: byte c3 at offset 0 is not 0 or 1'],
    [Uint8Array.of(0xff), 'error: byte ff at offset 0 is not 0 or 1'],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(payload)}, and waits for a codeword`, () => {
      expect(answer(new CrcCheck(), payload)).to.deep.equal([reply, false]);
    });
  }
});

describe('crc by name', () => {
  it('answers the check value of every catalogued algorithm with ok, and keeps the connection', () => {
    for (const { name, width, check } of catalogue) {
      const sum = check.toString(16).padStart(Math.ceil(width / 4), '0');
      expect(answer(new CrcCheck(name), `123456789 ${sum.toUpperCase()}`), name).to.deep.equal([
        `ok: computed ${sum}, received ${sum}`,
        false,
      ]);
    }
  });

  it('finds a wrong checksum, and keeps the connection', () => {
    expect(answer(new CrcCheck('CRC-16/ARC'), '123456789 bb3c')).to.deep.equal([
      'bad: computed bb3d, received bb3c',
      false,
    ]);
  });

  it('takes data of any bytes: what follows the last space is the checksum', () => {
    const handler = new CrcCheck('CRC-8/SMBUS');
    expect(answer(handler, 'a b  f4')[0]).to.match(/^bad: computed /);
    expect(answer(handler, Uint8Array.of(0xff, 0, 0x20, 0x30, 0x30))[0]).to.match(/^bad: computed /);
    expect(answer(handler, ' 00')).to.deep.equal(['ok: computed 00, received 00', false]);
  });

  for (const payload of [
    '123456789',
    'cbf43926',
    '123456789 ',
    '123456789 xyz',
    '123456789 0xcbf43926',
    Uint8Array.of(0x20, 0xff),
  ]) {
    it(`finds no checksum in ${JSON.stringify(payload)}`, () => {
      expect(answer(new CrcCheck('CRC-32/ISO-HDLC'), payload)).to.deep.equal([
        'error: no checksum: send the data, a space and 8 hexadecimal digits',
        false,
      ]);
    });
  }

  it('wants all digits', () => {
    expect(answer(new CrcCheck('CRC-32/ISO-HDLC'), '123456789 cbf4')[0]).to.equal(
      'error: checksum of 4 digits: send the data, a space and 8 hexadecimal digits',
    );
  });
});
