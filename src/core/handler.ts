import type { Codec } from './codec.js';
import type { Exchange } from './exchange.js';

/**
 * What a server does with messages: one object for the whole server. What belongs to one connection is in the Conversation
 * that `connect` returns.
 */
export interface Handler<I = Uint8Array, O = I> {
  /** As it is written on the command line, parameter included: `echo`, `crc:CRC-32/ISO-HDLC`. */
  readonly name: string;
  /** One line for `wirelab list --handlers`. */
  readonly summary: string;
  /** What may follow the name behind a colon, for people. Where this is missing, nothing may. */
  readonly parameter?: string;
  readonly codec: Codec<I, O>;
  /** What it answers: the matching scripted client, the documentation and a test in one. */
  readonly examples: readonly Exchange[];
  /** True when sessions see one another (a chat): such a handler cannot be spread over several processes. */
  readonly shared?: boolean;
  /** A peer has connected. What is sent to it here is a greeting. */
  connect(peer: Peer<O>): Conversation<I>;
}

/** The other end of one connection, as its handler sees it. */
export interface Peer<O = Uint8Array> {
  /** A number that no other connection of this server has had. */
  readonly id: number;
  /** Sends a message; after `close` it does nothing. Bytes given to it are not to be changed afterwards. */
  send(message: O): void;
  /** Ends the connection once everything that was sent before is out. */
  close(): void;
}

/**
 * One connection, from its handler's side. All of it is synchronous, so that replies cannot overtake one another. What these
 * methods throw ends this session only; what a timer of the handler throws nobody here can catch.
 */
export interface Conversation<I = Uint8Array> {
  receive(message: I): void;
  /** The peer will send no more, but may still read. Where this is missing the session closes; where it is given, it is for `end` to close the peer. */
  end?(): void;
  /** The connection is over, for whatever reason: nothing can be sent any more. Called once. */
  closed?(reason: CloseReason): void;
}

/** Why a session ended. */
export type CloseReason =
  | 'peer' // the peer ended it
  | 'handler' // the handler closed it
  | 'reset' // the connection broke
  | 'idle' // nothing was received for too long
  | 'slow-frame' // a frame was begun and not finished in time
  | 'slow-reader' // the peer does not read, and too much waits for it
  | 'protocol-error' // the peer broke the protocol
  | 'handler-error' // the handler threw: our fault
  | 'shutdown'; // the server is stopping
