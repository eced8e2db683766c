import type { Exchange } from '../core/exchange.js';
import type { Checks } from './check.js';
import type { Question } from './question.js';
import type { Step } from './step.js';

/** How a server is reached and served. */
export type Transport = 'tcp' | 'udp';
export type Mode = 'concurrent' | 'iterative';

/** What `labs/NN-slug/lab.ts` exports by default; number and slug are the folder's name. */
export interface Lab {
  readonly title: string;
  /** One line for `wirelab list`: what it teaches. */
  readonly summary: string;
  readonly server: ServerDefaults;
  /** What the scripted client does. Default: the examples of the handler. */
  readonly client?: readonly Exchange[] | readonly Step[];
  /** What is graded. */
  readonly checks?: Checks;
  /** What is asked; the answers are in `key.ts` beside it. */
  readonly questions?: readonly Question[];
}

/** A flag of the command line overrides each of these. */
export interface ServerDefaults {
  readonly transport: Transport;
  /** With parameter, as on the command line: `delimited:%00`. */
  readonly framing: string;
  readonly handler: string;
  readonly mode?: Mode;
  readonly port: number;
  /** How many clients wait in iterative mode before others are refused. */
  readonly backlog?: number;
}
