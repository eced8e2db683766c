// The messages of this lab. Values and limits are in thousandths; quantity 1 is temperature.

/** A reading: the value is in thousandths, and the unit has the number of its quantity unless it is given. */
export function reading(device: number, sequence: number, value: number, quantity = 1, unit = quantity): Uint8Array {
  return Uint8Array.of(...bytes16(device), ...bytes16(sequence), quantity, unit, ...bytes32(value));
}

export function acknowledged(device: number, sequence: number, repeated = 0): Uint8Array {
  return Uint8Array.of(1, ...bytes16(device), ...bytes16(sequence), repeated);
}

export function alarm(device: number, sequence: number, value: number, limit: number, quantity = 1): Uint8Array {
  return Uint8Array.of(2, ...bytes16(device), ...bytes16(sequence), quantity, ...bytes32(value), ...bytes32(limit));
}

export function alarmOver(device: number, sequence: number, value: number, limit: number, quantity = 1): Uint8Array {
  return Uint8Array.of(3, ...alarm(device, sequence, value, limit, quantity).subarray(1));
}

export function noReading(offset: number): Uint8Array {
  return Uint8Array.of(4, ...bytes16(offset));
}

/** A number as the sheet shows its bytes. */
export function hex32(number: number): string {
  return bytes32(number).map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function bytes16(number: number): number[] {
  return [(number >> 8) & 0xff, number & 0xff];
}

function bytes32(number: number): number[] {
  return [...bytes16(number >> 16), ...bytes16(number)];
}
