/**
 * A peer that acts by itself, such as one that sends again what was not acknowledged: a state machine without sockets and
 * without a clock. It is made anew for each connection, and may send at once.
 */
export type Automaton = (road: Road) => Behaviour;

/** What an automaton may do. Over datagrams each `send` is one. */
export interface Road {
  /** True where every `send` is a message of its own. */
  readonly datagrams: boolean;
  /** Milliseconds since some moment, by the clock of its timer. */
  now(): number;
  send(bytes: Uint8Array): void;
  /** At a server over UDP: sends to the same client, from another port. */
  sendFromElsewhere?(bytes: Uint8Array): void;
  /** `timeout` is called after so many milliseconds; a timer that was set before counts no more. */
  setTimer(ms: number): void;
  stopTimer(): void;
  /** Ends its own direction; nothing over datagrams. */
  end(): void;
  /** It has done what it is for. What comes afterwards is received all the same, as long as the check runs. */
  done(): void;
  /** The program under test has broken the protocol: what it did, and what it had to do, in one line. */
  fail(message: string): void;
}

/** What an automaton is told. */
export interface Behaviour {
  /** Over datagrams a whole one, otherwise any piece of the stream. */
  receive(bytes: Uint8Array): void;
  timeout?(): void;
  /** The peer has ended its direction. */
  end?(): void;
  /** The check is over: what is missing, in one line. */
  over?(): string | undefined;
}
