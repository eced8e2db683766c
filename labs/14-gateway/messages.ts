// The messages of this lab. Values and limits are in thousandths; quantity 1 is temperature.

/** The bytes of each message, with the fields in the order of a variant. */
export interface Messages {
  /** The value is in thousandths, and the unit has the number of its quantity unless it is given. */
  readonly reading: (device: number, sequence: number, value: number, quantity?: number, unit?: number) => Uint8Array;
  readonly acknowledged: (device: number, sequence: number, repeated?: number) => Uint8Array;
  readonly alarm: (device: number, sequence: number, value: number, limit: number, quantity?: number) => Uint8Array;
  readonly alarmOver: (device: number, sequence: number, value: number, limit: number, quantity?: number) => Uint8Array;
  /** Says where the first wrong byte is. */
  readonly noReading: (offset: number) => Uint8Array;
}

/** `order`: the names of the fields of a reading. Replies have those that they repeat in the same order. */
export function messagesIn(order: readonly string[]): Messages {
  const ordered = (fields: Readonly<Record<string, readonly number[]>>): number[] =>
    order.flatMap((name) => fields[name] ?? []);
  const passing =
    (kind: number): Messages['alarm'] =>
    (device, sequence, value, limit, quantity = 1) =>
      Uint8Array.of(
        kind,
        ...ordered({
          device: bytes16(device),
          sequence: bytes16(sequence),
          quantity: [quantity],
          value: bytes32(value),
        }),
        ...bytes32(limit),
      );
  return {
    reading: (device, sequence, value, quantity = 1, unit = quantity) =>
      Uint8Array.from(
        ordered({
          device: bytes16(device),
          sequence: bytes16(sequence),
          quantity: [quantity],
          unit: [unit],
          value: bytes32(value),
        }),
      ),
    acknowledged: (device, sequence, repeated = 0) =>
      Uint8Array.of(1, ...ordered({ device: bytes16(device), sequence: bytes16(sequence) }), repeated),
    alarm: passing(2),
    alarmOver: passing(3),
    noReading: (offset) => Uint8Array.of(4, ...bytes16(offset)),
  };
}

function bytes16(number: number): number[] {
  return [(number >> 8) & 0xff, number & 0xff];
}

function bytes32(number: number): number[] {
  return [...bytes16(number >> 16), ...bytes16(number)];
}
