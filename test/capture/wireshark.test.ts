import { expect } from 'chai';
import { Capture } from '../../src/capture/capture.js';
import { frameBytes } from '../../src/core/frame-bytes.js';
import { payloadBytes } from '../../src/core/exchange.js';
import type { Framing } from '../../src/core/framing.js';
import cobs from '../../src/framings/cobs.js';
import delimited from '../../src/framings/delimited.js';
import fixed from '../../src/framings/fixed.js';
import length16 from '../../src/framings/length16.js';
import length32 from '../../src/framings/length32.js';
import line from '../../src/framings/line.js';
import netstring from '../../src/framings/netstring.js';
import raw from '../../src/framings/raw.js';
import slip from '../../src/framings/slip.js';
import { needs } from '../support/needs.js';
import { tshark } from '../support/tshark.js';

const MESSAGES = ['Hello', 'héllo ✓', 'x'.repeat(300)].map(payloadBytes);
const BINARY = [Uint8Array.of(0xc0, 0xdb, 0, 1, 0xff, 0, 2), new Uint8Array(600).map((_, at) => 1 + (at % 255))];
const FIELDS = ['wirelab.message', 'wirelab.framing', 'wirelab.text', '_ws.expert.message', '_ws.col.Info'];

/** A capture in which these chunks go to a server on this port. */
function sent(port: number, chunks: readonly Uint8Array[], datagrams = false): Uint8Array {
  const capture = new Capture();
  const on = { connection: 1, time: 0 };
  const ends = { client: { host: '127.0.0.1', port: 40000 }, server: { host: '127.0.0.1', port } };
  return Buffer.concat([
    capture.header,
    capture.add({ ...on, type: 'opened', ...ends, datagrams }),
    ...chunks.map((bytes) => capture.add({ ...on, type: 'bytes', from: 'client', bytes })),
  ]);
}

/** The bytes in pieces of `size`. */
function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

function dissect(capture: Uint8Array, ...options: string[]): { messages: string[]; rows: string[][] } {
  const rows = tshark(capture, FIELDS, ['-X', 'lua_script:wireshark/wirelab.lua', '-E', 'aggregator=|', ...options]);
  return { rows, messages: rows.flatMap(([messages = '']) => (messages === '' ? [] : messages.split('|'))) };
}

const hex = (list: readonly Uint8Array[]): string[] => list.map((bytes) => Buffer.from(bytes).toString('hex'));

describe('the Wireshark dissector', function () {
  before(needs('tshark'));

  const all: [string, Framing, Uint8Array[]][] = [
    ['', line(), MESSAGES],
    ['', length16(), BINARY],
    ['', length32(), BINARY],
    ['', netstring(), BINARY],
    ['%0d%0a.%0d%0a', delimited('%0d%0a.%0d%0a'), MESSAGES],
    ['700', fixed('700'), BINARY],
    ['', slip(), BINARY],
    ['', cobs(), BINARY],
  ];
  for (const [parameter, framing, messages] of all) {
    it(`finds the messages of ${framing.name}, glued and cut`, () => {
      const stream = frameBytes(framing, ...messages);
      for (const size of [stream.length, 7]) {
        const framingName = framing.name.replace(/:.*/, '');
        const { messages: found, rows } = dissect(
          sent(9000, pieces(stream, size)),
          '-d',
          'tcp.port==9000,wirelab',
          '-o',
          `wirelab.framing:${framingName}`,
          '-o',
          `wirelab.parameter:${parameter}`,
        );
        expect(found).to.deep.equal(hex(messages));
        expect(
          rows.map((row) => row[3]).filter((text) => /wirelab|not a message|error/i.test(text ?? '')),
        ).to.deep.equal([]);
      }
    });
  }

  for (const [port, framing] of [
    [65432, raw()],
    [5000, line()],
    [12345, line()],
    [1026, line()],
    [10101, length32()],
    [7000, length16()],
  ] as const) {
    it(`knows that port ${String(port)} speaks ${framing.name}`, () => {
      const { messages, rows } = dissect(sent(port, [frameBytes(framing, ...MESSAGES.slice(0, 1))]));
      expect(messages).to.deep.equal(hex(MESSAGES.slice(0, 1)));
      expect(rows.find(([message]) => message !== '')?.[1]).to.equal(framing.name);
    });
  }

  it('takes each datagram for a message', () => {
    for (const port of [12000, 12001])
      expect(dissect(sent(port, MESSAGES, true)).messages).to.deep.equal(hex(MESSAGES));
  });

  it('shows text as text, in a field and in the list of packets', () => {
    const { rows } = dissect(sent(5000, [frameBytes(line(), ...MESSAGES.slice(0, 2))]));
    const row = rows.find(([message]) => message !== '') ?? [];
    expect(row[2]).to.equal('Hello|héllo ✓');
    expect(row[4]).to.equal('"Hello", "héllo ✓"');
  });

  it('knows an empty message', () => {
    const { rows } = dissect(sent(10101, [frameBytes(length32(), new Uint8Array(0), payloadBytes('x'))]));
    expect(rows.find(([message]) => message !== '')?.slice(0, 2)).to.deep.equal(['78', 'length32|length32']);
  });

  it('says why bytes are no message', () => {
    const { rows } = dissect(sent(10101, [payloadBytes('Hello\n')]));
    expect(rows.map((row) => row[3]).join('')).to.contain(
      'not a message in the framing length32: a length of 1214606444 bytes',
    );
  });
});
