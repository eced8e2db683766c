/**
 * What handlers and framings are made of, and the engine that runs them without a network.
 *
 * @module core
 */
export { inject, injectable, optional } from 'inversify';
export { ByteQueue } from '../core/byte-queue.js';
export { bytes, text, type Codec } from '../core/codec.js';
export { EventStream, type EventSink, type Listener } from '../core/event-stream.js';
export { payloadBytes, type Exchange, type Payload } from '../core/exchange.js';
export { FrameReader } from '../core/frame-reader.js';
export type { ByteSink, FrameDecoder, Framing, FramingFactory } from '../core/framing.js';
export type { CloseReason, Conversation, Handler, Peer } from '../core/handler.js';
export { ProtocolError, isProtocolError, type ProtocolErrorKind } from '../core/protocol-error.js';
export { ReplyBuffer } from '../core/reply-buffer.js';
export type { SessionEvent } from '../core/session-event.js';
export { Session, type Service } from '../core/session.js';
export type { Receiver, Wire } from '../core/wire.js';
export type { Lab, Mode, ServerDefaults, Transport } from '../lab/lab.js';
export type { Script, Step } from '../lab/step.js';
export { Parameter } from '../tokens.js';
