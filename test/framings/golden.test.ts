import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { frameBytes } from '../../src/core/frame-bytes.js';
import type { Framing, FramingFactory } from '../../src/core/framing.js';
import { FrameReader } from '../../src/core/frame-reader.js';
import cobs from '../../src/framings/cobs.js';
import datagram from '../../src/framings/datagram.js';
import delimited from '../../src/framings/delimited.js';
import fixed from '../../src/framings/fixed.js';
import length16 from '../../src/framings/length16.js';
import length32 from '../../src/framings/length32.js';
import line from '../../src/framings/line.js';
import netstring from '../../src/framings/netstring.js';
import raw from '../../src/framings/raw.js';
import slip from '../../src/framings/slip.js';
import { allFramings } from '../support/all-framings.js';

/** Hex with spaces at the borders of fields, as in docs/wire-formats.md. */
function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}

/** `count` bytes that count up from `start`. */
function counting(start: number, count: number): string {
  return Buffer.from(Array.from({ length: count }, (_, i) => start + i)).toString('hex');
}

function read(framing: Framing, stream: string, limit = 65_536): string[] {
  const reader = new FrameReader(framing, limit);
  reader.push(bytes(stream));
  const messages: string[] = [];
  for (let message = reader.next(); message; message = reader.next())
    messages.push(Buffer.from(message).toString('hex'));
  reader.end();
  return messages;
}

const HELLO = '68656c6c6f';

// framing, message, frame
const GOLDEN: readonly (readonly [Framing, string, string])[] = [
  [raw(), HELLO, HELLO],
  [datagram(), HELLO, HELLO],
  [datagram(), '', ''],
  [line(), HELLO, '68656c6c6f 0a'],
  [line(), '', '0a'],
  [length16(), HELLO, '0005 68656c6c6f'],
  [length16(), '', '0000'],
  [length32(), HELLO, '00000005 68656c6c6f'],
  [length32(), '', '00000000'],
  [netstring(), HELLO, '35 3a 68656c6c6f 2c'],
  [netstring(), counting(0, 12), '3132 3a 000102030405060708090a0b 2c'],
  [netstring(), '', '30 3a 2c'],
  [delimited('%00'), HELLO, '68656c6c6f 00'],
  [delimited('%0d%0a.%0d%0a'), '61 0d0a 62', '61 0d0a 62 0d0a2e0d0a'],
  [delimited('END'), '', '454e44'],
  [delimited('✓'), HELLO, '68656c6c6f e29c93'],
  [fixed('8'), HELLO, '68656c6c6f 000000'],
  [fixed('8'), '', '0000000000000000'],
  [fixed('5'), HELLO, '68656c6c6f'],
  [slip(), HELLO, '68656c6c6f c0'],
  [slip(), '61 c0 62 db 63', '61 dbdc 62 dbdd 63 c0'],
  // The examples of the paper, and around the length of a full block.
  [cobs(), '', '01 00'],
  [cobs(), '00', '01 01 00'],
  [cobs(), '0000', '01 01 01 00'],
  [cobs(), '11 22 00 33', '03 1122 02 33 00'],
  [cobs(), '11 22 33 44', '05 11223344 00'],
  [cobs(), '11 00 00 00', '02 11 01 01 01 00'],
  [cobs(), counting(1, 254), `ff ${counting(1, 254)} 00`],
  [cobs(), `00 ${counting(1, 254)}`, `01 ff ${counting(1, 254)} 00`],
  [cobs(), counting(1, 255), `ff ${counting(1, 254)} 02 ff 00`],
  [cobs(), `${counting(2, 254)} 00`, `ff ${counting(2, 254)} 01 01 00`],
  [cobs(), `${counting(3, 253)} 00 01`, `fe ${counting(3, 253)} 02 01 00`],
];

// framing, stream, its messages: frames that we read and do not write
const TOLERATED: readonly (readonly [Framing, string, readonly string[]])[] = [
  [line(), '61 0d0a 62 0a 0d0a', ['61', '62', '']],
  [line(), '61 0d 0d0a', ['610d']],
  [delimited('aab'), '61 616162 616162', ['61', '']],
  [slip(), 'c0 61 c0 c0 c0 62 c0', ['61', '62']],
  [cobs(), '00 00 02 61 00 00', ['61']],
  [cobs(), `ff ${counting(1, 254)} 01 00`, [counting(1, 254)]],
  [fixed('4'), '61000000 61006200', ['61', '610062']],
];

// framing, stream, error kind, offset, message; the limit is 8
const REFUSED: readonly (readonly [Framing, string, string, number, string])[] = [
  [line(), '616161616161616161', 'too-long', 8, 'line of at least 9 bytes, limit is 8'],
  [line(), '61 0a 616161616161616161 0a', 'too-long', 10, 'line of 9 bytes, limit is 8'],
  [length16(), '0009', 'too-long', 0, 'frame of 9 bytes, limit is 8'],
  [length16(), '0001 61 0005 61', 'truncated', 6, 'the stream ended inside a message, after 3 bytes of it'],
  [length32(), 'ffffffff', 'too-long', 0, 'frame of 4294967295 bytes, limit is 8'],
  [netstring(), '39', 'too-long', 0, 'frame of at least 9 bytes, limit is 8'],
  [netstring(), '313030', 'too-long', 1, 'frame of at least 10 bytes, limit is 8'],
  [netstring(), '3a', 'malformed', 0, 'byte 3a where a netstring has a digit'],
  [netstring(), '30 3a 2c 2d', 'malformed', 3, 'byte 2d where a netstring has a digit'],
  [netstring(), '35 20', 'malformed', 1, 'byte 20 where a netstring has a digit or a colon'],
  [netstring(), '3035', 'malformed', 1, 'byte 35 where a netstring has a colon behind the length 0'],
  [netstring(), '31 3a 61 0a', 'malformed', 3, 'byte 0a where a netstring has a comma behind the message'],
  [delimited('%00'), '616161616161616161', 'too-long', 8, 'frame of at least 9 bytes, limit is 8'],
  [delimited('%0d%0a'), '61616161616161610d', 'truncated', 9, 'the stream ended inside a message, after 9 bytes of it'],
  [fixed('9'), '61', 'too-long', 0, 'record of 9 bytes, limit is 8'],
  [fixed('8'), '61', 'truncated', 1, 'the stream ended inside a message, after 1 byte of it'],
  [slip(), '61 c0 61 db 61 c0', 'malformed', 4, 'byte 61 behind ESC (db), where slip has dc or dd'],
  [slip(), 'db c0', 'malformed', 1, 'byte c0 behind ESC (db), where slip has dc or dd'],
  [slip(), '616161616161616161 c0', 'too-long', 0, 'frame of 9 bytes, limit is 8'],
  [slip(), '6161616161616161616161616161616161', 'too-long', 16, 'frame of more than 8 bytes, limit is 8'],
  [cobs(), '02 61 00 04 61 61 00', 'malformed', 3, 'cobs block of 4 bytes, but the frame ends after 3 of them'],
  [cobs(), '0a 616161616161616161 00', 'too-long', 9, 'frame of more than 8 bytes, limit is 8'],
  [datagram(), '616161616161616161', 'too-long', 8, 'datagram of 9 bytes, limit is 8'],
];

// factory, parameter, message
const BAD_PARAMETERS: readonly (readonly [FramingFactory, string | undefined, string])[] = [
  [delimited, undefined, 'the bytes that end a message are missing; give them percent-encoded: delimited:%00'],
  [delimited, '', 'the bytes that end a message are missing; give them percent-encoded: delimited:%00'],
  [delimited, 'a%0', '%0 is no byte; a byte is % and two hexadecimal digits: delimited:%0d%0a'],
  [delimited, '%zz', '%zz is no byte; a byte is % and two hexadecimal digits: delimited:%0d%0a'],
  [fixed, undefined, 'the size of a record is missing: a whole number from 1 to 16777216, such as fixed:1024'],
  [fixed, '0', '0 is no size of a record: a whole number from 1 to 16777216, such as fixed:1024'],
  [fixed, '16777217', '16777217 is no size of a record: a whole number from 1 to 16777216, such as fixed:1024'],
  [fixed, '1e3', '1e3 is no size of a record: a whole number from 1 to 16777216, such as fixed:1024'],
];

describe('framings', () => {
  for (const [framing, message, frame] of GOLDEN) {
    const [short, shown] = [message, frame].map((hex) =>
      hex.length > 60 ? `${hex.slice(0, 24)}… (${String(bytes(hex).length)} bytes)` : hex || 'nothing',
    );
    it(`${framing.name}: ${short ?? ''} is ${shown ?? ''}`, () => {
      expect(Buffer.from(frameBytes(framing, bytes(message))).toString('hex')).to.equal(frame.replaceAll(' ', ''));
      expect(read(framing, frame)).to.deep.equal([message.replaceAll(' ', '')]);
    });
  }

  for (const [framing, stream, messages] of TOLERATED) {
    it(`${framing.name}: reads ${stream.slice(0, 24)}`, () => {
      expect(read(framing, stream)).to.deep.equal(messages);
    });
  }

  for (const [framing, stream, kind, offset, message] of REFUSED) {
    it(`${framing.name}: refuses ${stream}: ${message}`, () => {
      expect(() => read(framing, stream, 8))
        .to.throw(message)
        .and.to.deep.include({ name: 'ProtocolError', kind, offset });
    });
  }

  for (const [make, parameter, message] of BAD_PARAMETERS) {
    it(`a bad parameter: ${message}`, () => {
      expect(() => make(parameter)).to.throw(RangeError, message);
    });
  }

  it('cobs: carries messages around the length of one, two and three full blocks', () => {
    for (const [blocks, extra] of [1, 2, 3].flatMap((count) => [-1, 0, 1, 2].map((more) => [count, more] as const))) {
      const message = Buffer.alloc(254 * blocks + extra, 0x61);
      expect(read(cobs(), Buffer.from(frameBytes(cobs(), message)).toString('hex'))).to.deep.equal([
        message.toString('hex'),
      ]);
    }
  });

  it('refuse what they cannot carry', () => {
    expect(() => frameBytes(line(), bytes('61 0a'))).to.throw(
      RangeError,
      'a line cannot hold a line feed (0a at byte 1)',
    );
    expect(() => frameBytes(length16(), new Uint8Array(65_536))).to.throw(
      RangeError,
      'message of 65536 bytes, length16 carries at most 65535',
    );
    expect(() => frameBytes(datagram(), new Uint8Array(65_508))).to.throw(
      RangeError,
      'message of 65508 bytes, a datagram carries at most 65507',
    );
    expect(() => frameBytes(fixed('4'), bytes(HELLO))).to.throw(
      RangeError,
      'message of 5 bytes, fixed:4 carries at most 4',
    );
    expect(() => frameBytes(delimited('aa'), bytes('62 61'))).to.throw(RangeError, 'with delimited:aa');
    expect(() => frameBytes(slip(), bytes(''))).to.throw(RangeError, 'slip cannot carry an empty message');
  });
});

describe('docs/wire-formats.md', () => {
  const factories: Readonly<Record<string, FramingFactory>> = {
    raw,
    datagram,
    line,
    length16,
    length32,
    netstring,
    delimited,
    fixed,
    slip,
    cobs,
  };
  const text = readFileSync(new URL('../../docs/wire-formats.md', import.meta.url), 'utf8');
  const examples = [...text.matchAll(/```wire\n([^]*?)```/g)].flatMap(([, rows]) => (rows ?? '').trim().split('\n'));

  it('has true examples', () => {
    for (const example of examples) {
      const [name = '', message = '', frame = ''] = example.split('  ');
      const [, file = '', parameter] = /^([^:]+):?(.*)$/.exec(name) ?? [];
      const framing = factories[file]?.(parameter === '' ? undefined : parameter);
      expect(framing?.name).to.equal(name);
      const payload = message.startsWith('"') ? Buffer.from(message.slice(1, -1)) : bytes(message);
      expect(Buffer.from(frameBytes(framing as Framing, payload)).toString('hex'), example).to.equal(
        frame.replaceAll(' ', ''),
      );
    }
  });

  it('has an example of every framing', async () => {
    for (const { name } of await allFramings()) {
      const [file = ''] = name.split(':');
      expect(
        examples.some((example) => example.startsWith(file)),
        file,
      ).to.equal(true);
    }
  });
});
