import type { ProgramCommand, Tool } from './program-command.js';
import type { Diagnosis } from './diagnosis.js';
import type { SourceStyle } from './mask-source.js';
import type { SubmittedFile } from './submitted-file.js';

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
  /** What opens windows; group 1 names it. */
  readonly graphics?: RegExp;
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

/** A line of a source, with the place in it that was looked for. */
export interface Found {
  readonly line: number;
  /** The line without its comments. */
  readonly code: string;
  readonly match: RegExpExecArray;
}

/** One file of a program, in a known language. */
export interface Source {
  readonly path: string;
  readonly language: Language;
  readonly text: string;
  /** The name without folders and ending. */
  readonly stem: string;
  readonly folder: string;
  /** The lines with comments blanked. */
  readonly code: readonly string[];
  /** The lines with comments and the insides of strings blanked. */
  readonly bare: readonly string[];
  /** True when there is nothing but comments and space. */
  readonly isEmpty: boolean;
  /** Each line whose bare code matches: what is in a string does not count. */
  find(pattern: RegExp): Found[];
  /** Each line whose code matches, strings included. */
  findInStrings(pattern: RegExp): Found[];
  has(pattern: RegExp): boolean;
  hasInStrings(pattern: RegExp): boolean;
  /** `server.py:5` */
  where(line: number): string;
}

/** The files of a submission, and those of them that are source. */
export interface Project {
  readonly files: readonly SubmittedFile[];
  readonly sources: readonly Source[];
  has(path: string): boolean;
  source(path: string): Source | undefined;
  /** The text of a file that is no source. */
  text(path: string): string | undefined;
  /** The source and all that it needs, itself first. */
  reach(entry: Source): readonly Source[];
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
  readonly build: readonly ProgramCommand[];
  readonly check: readonly ProgramCommand[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly tools: readonly Tool[];
}

/** All that is known of a language: one file each in `languages/`, which exports it by default. */
export interface Language {
  /** As `wirelab.yaml` has it, and as its file is called. */
  readonly name: string;
  readonly title: string;
  /** The language that it is a kind of: what looks like both is this one. */
  readonly refines?: string;
  readonly style: SourceStyle;
  readonly endings: RegExp;
  /** How a file without an ending shows that it is one of these. */
  readonly looks: RegExp;
  readonly signs: Signs;
  readonly inputs: Inputs;
  /** How its tools name a place that is wrong: `file`, `line` and `words` are groups; global, and line by line. */
  readonly complaints: readonly RegExp[];
  /** Why this file can be started, or `undefined`. */
  startable(source: Source): string | undefined;
  /** The files of the submission that this one uses. */
  needs(source: Source, project: Project): readonly Needed[];
  plan(entry: Source, reach: readonly Source[], project: Project): Plan;
  /** What only this language has wrong. */
  diagnose(entry: Source, reach: readonly Source[], project: Project): readonly Diagnosis[];
}
