/** One datagram of a reliable transfer: `data` and `end` go to the receiver, `ack` comes back. */
export interface ReliablePacket {
  readonly type: PacketType;
  /** Of the message; of an `ack` the number that the receiver expects next. It counts on, and its last eight bits are sent. */
  readonly number: number;
  readonly data?: Uint8Array;
}

export type PacketType = 'data' | 'ack' | 'end';

/** As many numbers there are: 0 comes behind 255. */
export const NUMBERS = 256;

const HEADER = 3; // type, number, check
const CODES: Readonly<Record<PacketType, number>> = { data: 0x44, ack: 0x41, end: 0x45 }; // D, A, E
const NOTHING = new Uint8Array(0);

/** The bytes of a packet. The third makes the sum of all of them a multiple of 256. */
export function encodePacket({ type, number, data = NOTHING }: ReliablePacket): Uint8Array {
  const bytes = new Uint8Array(HEADER + data.length);
  bytes[0] = CODES[type];
  bytes[1] = number % NUMBERS;
  bytes.set(data, HEADER);
  bytes[2] = -sum(bytes);
  return bytes;
}

/** The packet that a datagram is, with a number from 0 to 255; nothing where it is none, or was changed on its way. */
export function decodePacket(bytes: Uint8Array): Required<ReliablePacket> | undefined {
  const type = (Object.keys(CODES) as PacketType[]).find((name) => CODES[name] === bytes[0]);
  if (type === undefined || bytes.length < HEADER || sum(bytes) % NUMBERS !== 0) return undefined;
  if (type !== 'data' && bytes.length > HEADER) return undefined;
  return { type, number: bytes[1] ?? 0, data: bytes.slice(HEADER) };
}

/** The number that counts on, nearest to `about`, of which these are the last eight bits. It may be below 0. */
export function unwrapped(number: number, about: number): number {
  const ahead = (((number - about) % NUMBERS) + NUMBERS) % NUMBERS;
  return about + (ahead < NUMBERS / 2 ? ahead : ahead - NUMBERS);
}

function sum(bytes: Uint8Array): number {
  return bytes.reduce((total, byte) => total + byte, 0);
}
