import type { ByteQueue } from './byte-queue.js';

/** How a stream of bytes is cut into messages. It holds settings only; the state of one connection is in its decoder. */
export interface Framing {
  /** As it is written on the command line, parameter included: `line`, `fixed:1024`. */
  readonly name: string;
  /** One line for `wirelab list --framings`. */
  readonly summary: string;
  /** What may follow the name behind a colon, for people. Where this is missing, nothing may. */
  readonly parameter?: string;
  /** A decoder for one direction of one connection; it refuses messages of more than `maxFrame` bytes. */
  decoder(maxFrame: number): FrameDecoder;
  /** Writes `payload` as one frame. Throws a PayloadError for a payload that this framing cannot carry. */
  encode(payload: Uint8Array, out: ByteSink): void;
  /** False for a payload that would not come out of the decoder as it went in. All are carried where this is missing. */
  carries?(payload: Uint8Array): boolean;
}

/** Cuts frames from the bytes of one direction of one connection. */
export interface FrameDecoder {
  /**
   * The next message, or `undefined` when more bytes are needed; then nothing has been taken that would be missed.
   * Throws a ProtocolError when no continuation could make these bytes a frame, or when the limit is passed.
   */
  decode(buffer: ByteQueue): Uint8Array | undefined;
  /** A chunk has been received, perhaps an empty one: for framings that take a chunk for a message. */
  chunk?(): void;
}

/** Where a framing writes. `bytes` may keep its argument without copying it: it is not to be changed afterwards. */
export interface ByteSink {
  byte(value: number): void;
  uint16(value: number): void;
  uint32(value: number): void;
  bytes(payload: Uint8Array): void;
}

/** What a framing's file exports by default: makes the framing from the text behind the colon, if there is any. Throws a ParameterError for a bad one. */
export interface FramingFactory {
  (parameter?: string): Framing;
  /** A parameter to show and to test with, where none would not do. */
  readonly example?: string;
}
