import type { ByteSink, Framing } from './framing.js';

/** The frames of `payloads`, one behind the other. Throws a PayloadError for a payload that the framing cannot carry. */
export function frameBytes(framing: Framing, ...payloads: readonly Uint8Array[]): Uint8Array {
  const parts = new Parts();
  for (const payload of payloads) framing.encode(payload, parts);
  return parts.joined();
}

class Parts implements ByteSink {
  readonly #parts: Uint8Array[] = [];

  byte(value: number): void {
    this.#parts.push(Uint8Array.of(value));
  }

  uint16(value: number): void {
    this.#parts.push(Uint8Array.of(value >>> 8, value));
  }

  uint32(value: number): void {
    this.#parts.push(Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value));
  }

  bytes(payload: Uint8Array): void {
    this.#parts.push(payload);
  }

  joined(): Uint8Array {
    return joinBytes(this.#parts);
  }
}

/** The parts in one new array. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
