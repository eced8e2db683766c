import { asArgument } from './program-command.js';
import type { Project, Source } from './language.js';
import type { SubmittedProgram } from './submitted-program.js';
import type { SubmittedFile } from './submitted-file.js';
import { transpiledPath } from './transpile.js';

/** How a handler is served: as the lab's own is. */
export interface ServedAs {
  readonly framing: string;
  readonly transport: 'tcp' | 'udp';
  readonly mode?: 'concurrent' | 'iterative';
  readonly backlog?: number;
  readonly idleTimeout?: number;
  /** What the handler is given where it asks for a parameter. */
  readonly parameter?: string;
}

/** What the program that serves a handler is told. */
export interface HostSettings extends ServedAs {
  readonly host: string;
  /** The handler's file, as its author calls it. */
  readonly file: string;
  /** What is loaded: JavaScript. */
  readonly script: string;
}

/** A server for a handler: it is staged with the submission, and is part of the student's program. */
export interface HandlerHost {
  /** Packages with all that it needs and a handler may import, relative to `node_modules`. */
  readonly files: readonly SubmittedFile[];
  /** The server's own file, relative to `node_modules`. */
  readonly main: string;
  readonly serving: ServedAs;
}

/** The files of the host, as they are staged, and those of the submission that it takes the place of. */
export function withHost(files: readonly SubmittedFile[], host: HandlerHost): SubmittedFile[] {
  const packages = new Set(host.files.map(({ path }) => `node_modules/${path.split('/')[0] ?? ''}/`));
  const isTaken = (path: string): boolean => [...packages].some((folder) => path.startsWith(folder));
  return [
    ...files.filter(({ path }) => !isTaken(path)),
    ...host.files.map(({ path, bytes }) => ({ path: `node_modules/${path}`, bytes })),
  ];
}

/** A handler as the program that it is with its host: a server. */
export function hostedProgram(source: Source, project: Project, { main, serving }: HandlerHost): SubmittedProgram {
  const settings: HostSettings = {
    ...serving,
    host: '127.0.0.1',
    file: source.path,
    script: transpiledPath(source.path),
  };
  const command = ['node', '--enable-source-maps', asArgument(`node_modules/${main}`), JSON.stringify(settings)];
  return {
    role: 'server',
    language: source.language.name,
    complaints: source.language.complaints,
    file: source.path,
    sources: project.reach(source).map(({ path }) => path),
    isHandler: true,
    transport: serving.transport,
    build: [],
    check: [{ argv: [...command, 'check'], cwd: '', env: {} }],
    start: { argv: [...command, '{port}'], cwd: '', env: {} },
    tools: [{ program: 'node', package: 'nodejs' }],
    ports: [],
    readsStdin: undefined,
    evidence: [],
    reasons: ['it is a handler'],
  };
}
