import { frameBytes, joinBytes } from '../src/core/frame-bytes.js';
import type { Framing } from '../src/core/framing.js';
import type { Dice } from './dice.js';

// Bytes that mean something to one framing or another, or to text.
const MARKS = [
  0x00, 0x01, 0x02, 0x0a, 0x0d, 0x20, 0x2c, 0x2e, 0x2f, 0x30, 0x31, 0x39, 0x3a, 0x61, 0x62, 0x7f, 0x80, 0xc0, 0xdb,
  0xdc, 0xdd, 0xe2, 0xf0, 0xff,
];

const LONG = 70_000; // more than a frame may have, than is copied, and than one read returns

/** A stream for this framing: nonsense, or frames of messages (some from `corpus`) with a few bytes changed. */
export function randomStream(dice: Dice, framing: Framing, corpus: readonly Uint8Array[]): Uint8Array {
  const kind = dice.below(512);
  if (kind === 0) return repeated(dice, dice.below(LONG));
  if (kind < 64) return dice.bytes(dice.below(64));
  if (kind < 128) return marks(dice, dice.below(64));
  const frames: Uint8Array[] = [];
  for (let i = dice.below(5); i >= 0; i--) frames.push(frame(dice, framing, corpus));
  let stream = joinBytes(frames);
  for (let i = dice.below(4); i > 0 && stream.length > 0; i--) stream = mutated(dice, stream);
  return stream;
}

function frame(dice: Dice, framing: Framing, corpus: readonly Uint8Array[]): Uint8Array {
  const message = anyMessage(dice, corpus);
  try {
    return frameBytes(framing, message);
  } catch {
    return message; // it cannot be carried: as it is, it is as good a nonsense as any
  }
}

function marks(dice: Dice, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = dice.pick(MARKS);
  return bytes;
}

function repeated(dice: Dice, size: number): Uint8Array {
  const pattern = dice.below(2) === 0 ? marks(dice, 1 + dice.below(3)) : dice.bytes(1 + dice.below(3));
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = pattern[i % pattern.length] as number;
  return bytes;
}

function mutated(dice: Dice, stream: Uint8Array): Uint8Array {
  const at = dice.below(stream.length);
  const size = 1 + dice.below(4);
  const [before, rest] = [stream.subarray(0, at), stream.subarray(at)];
  switch (dice.below(6)) {
    case 0: {
      const changed = stream.slice();
      changed[at] = (changed[at] as number) ^ (1 << dice.below(8));
      return changed;
    }
    case 1:
      return joinBytes([before, marks(dice, size), rest.subarray(size)]);
    case 2:
      return joinBytes([before, rest.subarray(size)]);
    case 3:
      return joinBytes([before, dice.bytes(size), rest]);
    case 4:
      return joinBytes([before, rest.subarray(0, 8 * size), rest]);
    default:
      return before;
  }
}

/** How a stream is cut into chunks: in pieces of this size, at random places, or not at all. */
function anyMessage(dice: Dice, corpus: readonly Uint8Array[]): Uint8Array {
  const kind = dice.below(128);
  if (kind === 0) return repeated(dice, dice.below(2000));
  if (kind < 96) return dice.pick(corpus);
  return kind < 112 ? marks(dice, dice.below(12)) : dice.bytes(dice.below(40));
}

export type Cut = number | 'random' | 'whole';

export function randomCut(dice: Dice): Cut {
  const kind = dice.below(12);
  if (kind < 2) return 'whole';
  return kind < 5 ? 'random' : kind - 2;
}

/** The chunks, each with memory of its own. */
export function chunksOf(stream: Uint8Array, cut: Cut, dice: Dice): Uint8Array[] {
  if (cut === 'whole') return [stream.slice()];
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < stream.length;) {
    // Long streams in small pieces would take all the time.
    const size = Math.max(cut === 'random' ? dice.below(24) : cut, stream.length >>> 7);
    chunks.push(stream.slice(at, at + size));
    at += size; // by 0 now and then: an empty datagram
  }
  return chunks;
}
