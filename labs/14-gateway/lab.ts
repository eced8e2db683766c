import type { Lab } from '../../src/lab/lab.js';

// A reading: device (2 bytes), sequence number (2), quantity, unit, value in thousandths (4, signed), all big-endian.
// Temperature is quantity 1 in unit 1 (°C), humidity is quantity 2 in unit 2 (%).
const WARM = Uint8Array.of(0, 7, 0, 0, 1, 1, 0x00, 0x00, 0x53, 0xfc); // 21.5 °C
const HOT = Uint8Array.of(0, 7, 0, 1, 1, 1, 0x00, 0x00, 0xf0, 0x3c); // 61.5 °C, above the limit of 60
const FROST = Uint8Array.of(0, 7, 0, 2, 1, 1, 0xff, 0xff, 0xf3, 0x4e); // -3.25 °C
const DRY = Uint8Array.of(0, 8, 0, 0, 2, 2, 0x00, 0x00, 0xa0, 0x28); // 41 %
const DRIER = Uint8Array.of(0, 8, 0, 1, 2, 2, 0x00, 0x00, 0x9c, 0x40); // 40 %
const UNKNOWN = Uint8Array.of(0, 8, 0, 2, 9, 2, 0x00, 0x00, 0x9c, 0x40); // there is no quantity 9

// An alarm (kind 2) and its end (kind 3): device, sequence number, quantity, value, limit.
const ALARM = Uint8Array.of(2, 0, 7, 0, 1, 1, 0x00, 0x00, 0xf0, 0x3c, 0x00, 0x00, 0xea, 0x60);
const CLEAR = Uint8Array.of(3, 0, 7, 0, 2, 1, 0xff, 0xff, 0xf3, 0x4e, 0x00, 0x00, 0xea, 0x60);
// What came is no reading (kind 4): the offset of its first wrong byte.
const MALFORMED = Uint8Array.of(4, 0, 4);

/** An acknowledgement (kind 1): device, sequence number, 0 for counted or 1 for a repeated one. */
const ack = (device: number, sequence: number, repeated = 0): Uint8Array => Uint8Array.of(1, 0, device, 0, sequence, repeated);

export default {
  title: 'Gateway',
  summary: 'binary fields and endianness; many slow devices; remote monitoring',
  server: { transport: 'tcp', framing: 'length16', handler: 'gateway', port: 7000 },
  client: [
    { op: 'send', client: 'boiler', messages: [WARM] },
    { op: 'expect', client: 'boiler', messages: [ack(7, 0)] },
    // A slow line: the length, the device and the value come in two pieces each.
    { op: 'send', client: 'cellar', messages: [DRY], cuts: [1, 3, 10] },
    { op: 'expect', client: 'cellar', messages: [ack(8, 0)] },
    { op: 'send', client: 'boiler', messages: [HOT] },
    { op: 'expect', client: 'boiler', messages: [ack(7, 1), ALARM] },
    // Its acknowledgement was lost, the device thinks. It is not counted twice, and there is no second alarm.
    { op: 'send', client: 'boiler', messages: [HOT] },
    { op: 'expect', client: 'boiler', messages: [ack(7, 1, 1)] },
    { op: 'send', client: 'boiler', messages: [FROST] },
    { op: 'expect', client: 'boiler', messages: [ack(7, 2), CLEAR] },
    { op: 'send', client: 'cellar', messages: [DRIER, UNKNOWN] },
    { op: 'expect', client: 'cellar', messages: [ack(8, 1), MALFORMED] },
  ],
} satisfies Lab;
