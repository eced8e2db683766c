/**
 * What handlers and framings are made of, and the engine that runs them without a network.
 *
 * @module core
 */
export { ContainerModule, inject, injectable, multiInject, optional, type ServiceIdentifier } from 'inversify';
export { ByteQueue } from '../core/byte-queue.js';
export { bytes, text, type Codec } from '../core/codec.js';
export { EventStream, type EventSink, type Listener } from '../core/event-stream.js';
export { payloadBytes, type Exchange, type Payload } from '../core/exchange.js';
export { FrameReader } from '../core/frame-reader.js';
export type { ByteSink, FrameDecoder, FramingFactory } from '../core/framing.js';
export type { CloseReason, Conversation, Peer } from '../core/handler.js';
export { isParameterError, ParameterError } from '../core/parameter-error.js';
export { isPayloadError, PayloadError } from '../core/payload-error.js';
export { ProtocolError, isProtocolError, type ProtocolErrorKind } from '../core/protocol-error.js';
export { ReplyBuffer } from '../core/reply-buffer.js';
export type { SessionEvent } from '../core/session-event.js';
export { Session, type Service } from '../core/session.js';
export type { Receiver, Wire } from '../core/wire.js';
export type { Lab, Mode, ServerDefaults, Transport } from '../lab/lab.js';
export type { Script, Step } from '../lab/step.js';
export { MemoryStore } from '../core/store.js';
export type { Contribution } from '../registry/contribution.js';
export {
  Clock,
  Events,
  Framing,
  FramingContribution,
  Handler,
  HandlerContribution,
  Limits,
  Log,
  Parameter,
  Random,
  Sandbox,
  Store,
} from '../tokens.js';
