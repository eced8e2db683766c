import type { Payload } from '../core/exchange.js';
import type { Automaton } from '../core/automaton.js';
import type { ImpairmentPlan } from '../impairment/impairment-plan.js';
import type { CheckStep } from './step.js';

/** One graded property of a program, as data. */
export interface Check {
  readonly id: string;
  /** The property, in one sentence. */
  readonly title: string;
  readonly points: number;
  /** The sentence of the lab sheet on which it rests, word for word. */
  readonly because: string;
  /** Checks that have to pass first: where one of them fails, this one would only say the same again. */
  readonly needs?: readonly string[];
  readonly hint?: string;
  /** Its bytes are not shown to the student. */
  readonly hidden?: boolean;
  /** It may run in the process of the check before, where that has passed. */
  readonly continues?: boolean;
  readonly script: CheckScript;
}

/** What is done. For a server the steps are those of its clients; for a client they are those of its server. */
export type CheckScript =
  | StepScript
  /** Random messages, cut and glued at random, are answered as the reference answers them. */
  | { readonly anyCut: AnyCut };

/** Steps one after the other. */
export interface StepScript {
  readonly steps: readonly CheckStep[];
  readonly start?: StartOptions;
  /** What the network between the two ends does. */
  readonly impairment?: ImpairmentPlan;
  /**
   * Client: everybody who connects is served meanwhile, by the lab's own handler or by an automaton of each connection's own.
   * The steps then are about the program only.
   */
  readonly serve?: 'reference' | Automaton;
}

/** How the program is started. */
export interface StartOptions {
  /** Client: nobody listens where it connects to. */
  readonly nobodyListens?: boolean;
  /** Typed at once when it starts. */
  readonly input?: string;
  /** Standard input is at its end from the beginning. */
  readonly inputEnds?: boolean;
  /** The words of its command line, in place of those that it was found to take. An address may be one of those of `Machines`, as `{server}`. */
  readonly arguments?: readonly string[];
  /** Server: its clients come from another machine. */
  readonly fromOtherMachine?: boolean;
  /** Server: it cannot listen, and what it does then is what the steps are about. */
  readonly cannotListen?: boolean;
  /** Server: somebody else listens on this port already. */
  readonly portTaken?: number;
  /** Client: the only place in which somebody listens; the system answers nobody who wants to connect to a `silent` one. */
  readonly listensAt?: { readonly host: string; readonly port: number; readonly silent?: boolean };
}

/** Addresses that a check about two machines speaks of, by name in braces: what they are depends on the machine that grades. */
export interface Machines {
  /** Of the machine of the server, and not the one by which it reaches itself. */
  readonly server: string;
  /** Of the machine of its clients. */
  readonly client: string;
  /** Nobody has it in a network to which there is a way. */
  readonly nobody: string;
  /** There is no way to its network. */
  readonly nowhere: string;
  /** A name with several addresses, first 127.0.0.1; that of the server's machine is another one of them. */
  readonly several: string;
}

/** Which messages are drawn for a check of any cut. */
export interface AnyCut {
  /** `text` is UTF-8 of every kind; `bytes` any byte that the framing can carry; `words` printable ASCII. */
  readonly messages: 'text' | 'bytes' | 'words';
  /** Of one message, in characters or bytes. */
  readonly longest: number;
  /** Messages that are tried among others. */
  readonly including?: readonly Payload[];
}

/** The checks of a lab, for each role. */
export interface Checks {
  readonly server?: readonly Check[];
  readonly client?: readonly Check[];
}
