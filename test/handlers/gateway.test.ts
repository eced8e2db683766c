import { expect } from 'chai';
import fc from 'fast-check';
import Gateway from '../../handlers/gateway.js';
import type { Peer } from '../../src/core/handler.js';
import { DeviceTable, SequenceWindow } from '../../src/protocols/gateway/device-table.js';
import { parseLayout, usualLayout } from '../../src/protocols/gateway/layout.js';
import { quantityNames } from '../../src/protocols/gateway/quantity.js';
import { decodeReading, encodeReading, type Reading } from '../../src/protocols/gateway/reading.js';
import { decodeReply, encodeReply, type Reply } from '../../src/protocols/gateway/reply.js';
import 'reflect-metadata';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const unhex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** A connection to the gateway that returns what each reading brings. */
function connect(gateway: Gateway): (reading: Partial<Reading>) => readonly Reply[] {
  let replies: Reply[] = [];
  const peer: Peer<Reply> = {
    id: 1,
    send: (reply) => {
      replies.push(reply);
    },
    close: () => undefined,
  };
  const conversation = gateway.connect(peer);
  return (reading) => {
    replies = [];
    conversation.receive({ device: 1, sequence: 0, quantity: 'temperature', value: 20_000, ...reading });
    return replies;
  };
}

const kinds = (replies: readonly Reply[]): readonly string[] =>
  replies.map((reply) => (reply.kind === 'ack' ? reply.status : reply.kind));

const word = fc.nat(0xffff);
const value = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
const quantity = fc.constantFrom(...quantityNames);

describe('gateway messages', () => {
  it('have the layout of the documentation', () => {
    expect(hex(encodeReading({ device: 7, sequence: 258, quantity: 'temperature', value: -1500 }))).to.equal(
      '0007010201' + '01fffffa24',
    );
    expect(hex(encodeReply({ kind: 'ack', status: 'duplicate', device: 7, sequence: 258 }))).to.equal('010007010201');
    expect(
      hex(
        encodeReply({ kind: 'alarm', device: 7, sequence: 258, quantity: 'voltage', value: 250_001, limit: 250_000 }),
      ),
    ).to.equal('020007010204' + '0003d091' + '0003d090');
    expect(hex(encodeReply({ kind: 'malformed', offset: 9 }))).to.equal('040009');
  });

  it('have their fields in the order that is asked for, in readings and in what replies repeat of them', () => {
    const layout = parseLayout('value-quantity-unit-sequence-device');
    expect(hex(encodeReading({ device: 7, sequence: 258, quantity: 'temperature', value: -1500 }, layout))).to.equal(
      'fffffa24' + '0101' + '01020007',
    );
    expect(hex(encodeReply({ kind: 'ack', status: 'duplicate', device: 7, sequence: 258 }, layout))).to.equal(
      '010102000701',
    );
    expect(
      hex(
        encodeReply(
          { kind: 'alarm', device: 7, sequence: 258, quantity: 'voltage', value: 250_001, limit: 250_000 },
          layout,
        ),
      ),
    ).to.equal('02' + '0003d091' + '04' + '01020007' + '0003d090');
    expect(parseLayout('device-sequence-quantity-unit-value')).to.deep.equal(usualLayout);
  });

  for (const order of [
    '',
    'device',
    'device-sequence-quantity-unit-device',
    'device-sequence-quantity-unit-value-value',
    'device,sequence,quantity,unit,value',
  ]) {
    it(`have no order ${JSON.stringify(order)}`, () => {
      expect(() => parseLayout(order)).to.throw(RangeError, 'once each');
    });
  }

  it('come out as they went in, in every order', () => {
    const layout = fc
      .shuffledSubarray(Object.keys(usualLayout.reading), { minLength: 5 })
      .map((fields) => parseLayout(fields.join('-')));
    fc.assert(
      fc.property(fc.record({ device: word, sequence: word, quantity, value }), layout, (reading, one) => {
        expect(decodeReading(encodeReading(reading, one), one)).to.deep.equal(reading);
      }),
      { seed: 14 },
    );
    const reply: fc.Arbitrary<Reply> = fc.oneof(
      fc.record({
        kind: fc.constant('ack' as const),
        status: fc.constantFrom('ok' as const, 'duplicate' as const),
        device: word,
        sequence: word,
      }),
      fc.record({
        kind: fc.constantFrom('alarm' as const, 'clear' as const),
        device: word,
        sequence: word,
        quantity,
        value,
        limit: value,
      }),
      fc.record({ kind: fc.constant('malformed' as const), offset: word }),
    );
    fc.assert(
      fc.property(reply, layout, (sent, one) => {
        expect(decodeReply(encodeReply(sent, one), one)).to.deep.equal(sent);
      }),
      { seed: 14 },
    );
  });

  for (const [payload, offset, message] of [
    ['', 0, 'reading of 0 bytes'],
    ['0007 0001 01 01 0000', 8, 'reading of 8 bytes'],
    ['0007 0001 01 01 00000000 00', 10, 'reading of 11 bytes'],
    ['0007 0001 09 01 00000000', 4, 'quantity 9'],
    ['0007 0001 01 02 00000000', 5, 'unit 2, temperature is sent in 1 (°C)'],
  ] as const) {
    it(`refuses ${payload || 'nothing'} at offset ${offset}: ${message}`, () => {
      expect(() => decodeReading(unhex(payload)))
        .to.throw(message)
        .with.property('offset', offset);
    });
  }

  for (const [payload, offset] of [
    ['', 0],
    ['00', 0],
    ['05 0000', 0],
    ['01 0007 0102', 5],
    ['01 0007 0102 02', 5],
    ['04 0009 00', 3],
    ['02 0007 0102 09 00000000 00000000', 5],
  ] as const) {
    it(`refuses the reply ${payload || 'of no bytes'} at offset ${offset}`, () => {
      expect(() => decodeReply(unhex(payload)))
        .to.throw()
        .with.property('offset', offset);
    });
  }

  it('refuses to write a field that does not fit', () => {
    const reading: Reading = { device: 1, sequence: 1, quantity: 'humidity', value: 1 };
    for (const wrong of [{ device: 65_536 }, { sequence: -1 }, { value: 0.5 }, { value: NaN }, { value: 2 ** 31 }]) {
      expect(() => encodeReading({ ...reading, ...wrong })).to.throw(RangeError, 'has to be a whole number');
    }
  });
});

describe('gateway', () => {
  it('raises an alarm when a value passes its limit and clears it when it is back, once each', () => {
    const send = connect(new Gateway('temperature=30'));
    const values = [30_000, 30_001, 99_000, 30_000, 0, 31_000];
    expect(values.map((value, sequence) => kinds(send({ sequence, value })))).to.deep.equal([
      ['ok'],
      ['ok', 'alarm'],
      ['ok'],
      ['ok', 'clear'],
      ['ok'],
      ['ok', 'alarm'],
    ]);
  });

  it('keeps the alarms of devices and of quantities apart', () => {
    const send = connect(new Gateway());
    expect(kinds(send({ device: 1, value: 90_000 }))).to.deep.equal(['ok', 'alarm']);
    expect(kinds(send({ device: 2, value: 20_000 }))).to.deep.equal(['ok']);
    expect(kinds(send({ device: 1, sequence: 1, quantity: 'voltage' }))).to.deep.equal(['ok']);
    expect(kinds(send({ device: 1, sequence: 2, value: 20_000 }))).to.deep.equal(['ok', 'clear']);
  });

  it('counts a reading once when its device repeats it on another connection', () => {
    const gateway = new Gateway();
    expect(kinds(connect(gateway)({ sequence: 5, value: 90_000 }))).to.deep.equal(['ok', 'alarm']);
    expect(kinds(connect(gateway)({ sequence: 5, value: 90_000 }))).to.deep.equal(['duplicate']);
    expect(Array.from(gateway.devices, ({ id, readings, last }) => [id, readings, last?.value])).to.deep.equal([
      [1, 1, 90_000],
    ]);
  });
});

describe('DeviceTable', () => {
  it('forgets the device that has been silent longest', () => {
    const table = new DeviceTable(3);
    for (const id of [1, 2, 3, 1, 4]) table.heard(id).readings++;
    expect(Array.from(table, ({ id, readings }) => [id, readings])).to.deep.equal([
      [3, 1],
      [1, 2],
      [4, 1],
    ]);
  });
});

describe('SequenceWindow', () => {
  const accepted = (...sequence: readonly number[]): readonly boolean[] => {
    const window = new SequenceWindow();
    return sequence.map((number) => window.accept(number));
  };

  it('accepts each number once, also late and out of order', () => {
    expect(accepted(1, 2, 2, 4, 3, 3, 1)).to.deep.equal([true, true, false, true, true, false, false]);
  });

  it('goes on from 65535 with 0', () => {
    expect(accepted(65_534, 65_535, 0, 65_535, 0, 1)).to.deep.equal([true, true, true, false, false, true]);
  });

  it('takes what is too far behind for a repetition, but 0 for a device that has started anew', () => {
    expect(accepted(500, 468, 469, 0, 0, 1, 500)).to.deep.equal([true, false, true, true, false, true, true]);
  });

  it('says of no number twice in a row that it is new', () => {
    fc.assert(
      fc.property(fc.array(word), word, (before, sequence) => {
        expect(accepted(...before, sequence, sequence).at(-1)).to.equal(false);
      }),
      { seed: 14 },
    );
  });

  it('is the set of all numbers, for a device whose numbers stay within its reach', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0xffe0 }), fc.array(fc.nat(31)), (start, offsets) => {
        const seen = new Set<number>();
        const window = new SequenceWindow();
        for (const offset of offsets) {
          const sequence = start + offset;
          expect(window.accept(sequence)).to.equal(!seen.has(sequence));
          seen.add(sequence);
        }
      }),
      { seed: 14 },
    );
  });
});
