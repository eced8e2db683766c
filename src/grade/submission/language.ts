import type { Command, Tool } from './command.js';
import type { Diagnosis } from './diagnosis.js';
import type { SourceStyle } from './mask-source.js';
import type { Project } from './project.js';
import type { Source } from './source.js';

export type LanguageName = 'python' | 'javascript' | 'typescript' | 'c' | 'cpp' | 'java' | 'go' | 'rust';

/** What a language calls the things by which a program shows what it does. All are looked for line by line. */
export interface Signs {
  readonly listens: RegExp;
  readonly connects: RegExp;
  /** What connects to something else than a server: a database, a signal. */
  readonly notConnects?: RegExp;
  readonly datagrams: RegExp;
  readonly streams: RegExp;
  readonly binds: RegExp;
  readonly sendsTo: RegExp;
  /** Left out where the order in the text says nothing: whoever binds serves. */
  readonly receivesFrom?: RegExp;
  /** What holds an address and a port; group 1 is the rest of the line after the bracket. */
  readonly address: RegExp;
}

/** Where a program gets what it is given at its start. */
export interface Inputs {
  /** Group 1 is the number in the source. */
  readonly argument: RegExp;
  /** The number of the first argument, as the source counts. */
  readonly firstArgument: number;
  /** Group 1 is the variable. */
  readonly environment: RegExp;
  readonly stdin: RegExp;
  /** What makes a number of a text, right before the text. */
  readonly numeric: RegExp;
}

/** A file that another one needs. */
export interface Needed {
  readonly name: string;
  readonly line: number;
  /** Where it is in the submission. */
  readonly path?: string;
}

/** How a program is built, checked and started. */
export interface Plan {
  readonly cwd: string;
  readonly build: readonly Command[];
  readonly check: readonly Command[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly tools: readonly Tool[];
}

/** All that is known of a language: one file each in `languages/`. */
export interface Language {
  readonly name: LanguageName;
  readonly title: string;
  readonly style: SourceStyle;
  readonly endings: RegExp;
  /** How a file without an ending shows that it is one of these. */
  readonly looks: RegExp;
  readonly signs: Signs;
  readonly inputs: Inputs;
  /** Why this file can be started, or `undefined`. */
  startable(source: Source): string | undefined;
  /** The files of the submission that this one uses. */
  needs(source: Source, project: Project): readonly Needed[];
  plan(entry: Source, reach: readonly Source[], project: Project): Plan;
  /** What only this language has wrong. */
  diagnose(entry: Source, reach: readonly Source[], project: Project): readonly Diagnosis[];
}
