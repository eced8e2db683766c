import type { LinkErrorKind } from '../transport/link.js';

/** What can go wrong with a step. */
export type FailureKind =
  | 'wrong-bytes' // other bytes than expected
  | 'nothing-came' // no byte of what was expected, in time
  | 'after-end' // it came only when the client had ended its direction, which was tried when nothing else came
  | 'incomplete' // the beginning came, the rest not in time
  | 'closed-early' // the server ended the connection before all had come
  | 'unexpected-bytes' // bytes that nobody expected
  | 'not-quiet' // bytes where none may come
  | 'not-closed' // the server left the connection open
  | 'not-read' // the server does not read what is sent
  | 'reads-on' // the server takes more and more from a client that reads none of the replies
  | 'flood' // far more bytes than were expected
  | 'no-answer' // connecting took too long
  | 'against-protocol' // what it sent is not what an automaton has to be sent
  | 'bad-script' // the step cannot be done: nobody's fault but the script's
  | ProgramFailureKind
  | LinkErrorKind;

/** What a grader finds out about the program behind a connection. */
export type ProgramFailureKind =
  | 'exited' // it has ended
  | 'limit' // it was stopped, as it used more than it may
  | 'waits-for-input' // it waits for somebody to type
  | 'never-listened' // it runs, and listens nowhere
  | 'wrong-transport' // it uses UDP where the lab is about TCP, or the other way round
  | 'other-port' // it came up again on another port
  | 'only-ipv6' // it listens on ::1 only
  | 'other-address' // it listens where 127.0.0.1 does not reach
  | 'port-in-use' // it could not have its port again
  | 'never-connected' // the client did not connect
  | 'connected-elsewhere' // the client goes to another address or port
  | 'never-accepted' // it listens, and does not accept
  | 'accepted-never-read' // bytes wait for it
  | 'read-never-replied' // it has read all, and says nothing
  | 'both-wait' // it waits for its peer, which waits for it
  | 'busy-loop' // it computes, and neither reads nor writes
  | 'blocked-writing' // it is stuck sending to a client that does not read
  | 'late' // the reply came after the deadline
  | 'left-open' // sockets in CLOSE_WAIT
  | 'not-printed' // its output lacks what it has to print
  | 'still-running' // it did not end
  | 'wrong-exit-code';

/** Why a script failed: data for a report, and one line for people. */
export interface StepFailure {
  readonly kind: FailureKind;
  /** The index of the step; the number of steps where it was noticed at the end. */
  readonly step: number;
  readonly client: string;
  readonly message: string;
  /** All bytes that the step expected. */
  readonly expected?: Uint8Array;
  /** What came in their place, as far as it had come. */
  readonly actual?: Uint8Array;
  /** Of the first wrong or missing byte. */
  readonly offset?: number;
}

/** A failure before it is known at which step and to whom it happened. */
export type Failure = Omit<StepFailure, 'step' | 'client'>;
