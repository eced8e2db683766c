import type { ContainerModule } from 'inversify';
import type { Exchange } from '../core/exchange.js';
import type { Checks } from './check.js';
import type { Dimensions, VariantValues } from './dimension.js';
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
  /** `wirelab run` plays it between two hosts, which it makes, and shows what else clients can meet between hosts. */
  readonly hosts?: 2;
  /** What is graded. */
  readonly checks?: Checks;
  /** What may be otherwise for each student: made by `withVariants`. */
  readonly variants?: Variants;
  /** What is asked; the answers are in `key.ts` beside it. */
  readonly questions?: readonly Question[];
  /** What its handler injects beyond what Wirelab binds, or in place of that; of several modules the later goes before the earlier. */
  readonly services?: ContainerModule | readonly ContainerModule[];
}

/** A flag of the command line overrides each of these. */
export interface ServerDefaults {
  readonly transport: Transport;
  /** With parameter, as on the command line: `delimited:%00`. A file, `./mine.ts`, is named from the lab's folder; so is that of a handler. */
  readonly framing: string;
  readonly handler: string;
  readonly mode?: Mode;
  readonly port: number;
  /** How many clients wait in iterative mode before others are refused. */
  readonly backlog?: number;
  /** Milliseconds of silence after which a client's connection is closed. */
  readonly idleTimeout?: number;
}

/** How a lab differs from student to student. */
export interface Variants {
  readonly dimensions: Dimensions;
  /** The lab with these values. */
  readonly make: (values: VariantValues) => Lab;
  /** What the sheet says that follows from the values, each under the same name for all values. */
  readonly says: (values: VariantValues) => Readonly<Record<string, string>>;
}
