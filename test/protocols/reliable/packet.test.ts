import { expect } from 'chai';
import fc from 'fast-check';
import {
  decodePacket,
  encodePacket,
  unwrapped,
  type PacketType,
} from '../../../src/protocols/reliable/reliable-packet.js';
import { seed } from '../../support/seed.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const packets = fc
  .record({
    type: fc.constantFrom<PacketType>('data', 'ack', 'end'),
    number: fc.nat(1000),
    data: fc.uint8Array({ maxLength: 50 }),
  })
  .map(({ type, number, data }) => ({ type, number, data: type === 'data' ? data : new Uint8Array(0) }));

describe('a packet', () => {
  it('is its type, its number and a check, and then its data', () => {
    expect(hex(encodePacket({ type: 'data', number: 0, data: Buffer.from('one ') }))).to.equal('44005a' + '6f6e6520');
    expect(hex(encodePacket({ type: 'ack', number: 1 }))).to.equal('4101be');
    expect(hex(encodePacket({ type: 'end', number: 259 }))).to.equal('4503b8');
  });

  it('comes out as it went in, with eight bits of its number', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        expect(decodePacket(encodePacket(packet))).to.deep.equal({ ...packet, number: packet.number % 256 });
      }),
      { seed },
    );
  });

  it('is none when one byte of it is another', () => {
    fc.assert(
      fc.property(packets, fc.nat(), fc.integer({ min: 1, max: 255 }), (packet, at, change) => {
        const bytes = encodePacket(packet);
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) + change;
        expect(decodePacket(bytes)).to.equal(undefined);
      }),
      { seed },
    );
  });

  it('is none when it is too short, too long or of another type', () => {
    for (const bytes of [[], [0x41], [0x44, 0xbc], [0x41, 0, 0xbf, 0], [0x58, 0, 0xa8]])
      expect(decodePacket(Uint8Array.from(bytes))).to.equal(undefined);
  });
});

describe('a number that counts on', () => {
  it('is found again from its last eight bits, up to half of them away', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: -128, max: 127 }), (about, away) => {
        expect(unwrapped((about + away + 256) % 256, about)).to.equal(about + away);
      }),
      { seed },
    );
  });
});
