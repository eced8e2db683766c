import type { Payload } from '../core/exchange.js';
import type { Automaton } from '../core/automaton.js';
import type { ProgramAction } from './program-action.js';

/**
 * One thing that a scripted client does: data, so that a script can be printed, replayed and made smaller.
 *
 * Messages are payloads, put into frames by the framing in use; `raw` and `expect-raw` are bytes of the wire. `client` says
 * which client acts (default: `client`); it connects with its first step if nothing connected it before.
 */
export type Step =
  | ({ readonly op: 'connect' } & By)
  /** Sends the messages' frames glued together, cut into one write for each piece between the byte offsets in `cuts`. */
  | ({ readonly op: 'send'; readonly messages: readonly Payload[]; readonly cuts?: readonly number[] } & By)
  | ({ readonly op: 'raw'; readonly bytes: Payload; readonly cuts?: readonly number[] } & By)
  /** Waits until these messages' frames, and no other bytes before them, have come. */
  | ({ readonly op: 'expect'; readonly messages: readonly Payload[] } & By)
  | ({ readonly op: 'expect-raw'; readonly bytes: Payload } & By)
  /** Ends our direction and goes on reading. */
  | ({ readonly op: 'end' } & By)
  /**
   * Waits until the server has ended its direction; bytes before that are wrong. With `orReset` a reset will do: that is what
   * a server's system sends when the server closes a connection whose bytes it has not all read.
   */
  | ({ readonly op: 'closed'; readonly orReset?: boolean } & By)
  /** Closes both directions. */
  | ({ readonly op: 'close' } & By)
  /** Breaks the connection (TCP RST). */
  | ({ readonly op: 'reset' } & By)
  /** Reads nothing more, and sends without waiting until it is taken: a client that the server cannot get rid of its replies to. */
  | ({ readonly op: 'pause' } & By)
  /**
   * Reads nothing more, and sends these messages again and again: the server has to stop taking them. One that never does keeps
   * in its memory all that it cannot send.
   */
  | ({ readonly op: 'overfill'; readonly messages: readonly Payload[] } & By)
  /** Nothing may come for this long, and the connection may not end. */
  | ({ readonly op: 'quiet'; readonly ms: number } & By);

/** A step of a check only: something is done with the program under test. */
export interface ProgramStep extends By {
  readonly op: 'program';
  readonly action: ProgramAction;
}

/** A step of a check only: the client acts by itself from here on, until it says that it has done what it is for. */
export interface AutomatonStep extends By {
  readonly op: 'automaton';
  /** What it does, for reports: `sends ten messages by go-back-N`. */
  readonly does: string;
  readonly automaton: Automaton;
  /** The most that all of it may take. Default: ten times as long as any wait. */
  readonly withinMs?: number;
}

/** Everything that a check can do. */
export type CheckStep = Step | ProgramStep | AutomatonStep;

interface By {
  readonly client?: string;
}

/** A list of steps with a name for reports. */
export interface Script {
  readonly title: string;
  readonly steps: readonly CheckStep[];
}
