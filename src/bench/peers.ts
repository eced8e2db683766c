import { join } from 'node:path';
import { buildProgram, type Recipe } from './build.js';
import { findProgram } from './find-program.js';
import type { BenchFraming } from './load.js';
import type { CommandWords } from './pinning.js';

interface Parts {
  /** The first of its programs that is installed. */
  readonly program: string;
  /** The folder with what its recipe made. */
  readonly made: string;
  /** The folder with the sources of the peers. */
  readonly sources: string;
  readonly port: string;
  readonly framing: BenchFraming;
}

/** A server to compare with. */
export interface BenchPeer {
  readonly name: string;
  readonly summary: string;
  /** Measured when nobody says what to measure. */
  readonly usual?: boolean;
  /** It needs one of them. */
  readonly programs: readonly string[];
  recipe?(home: string, program: string): Recipe;
  command(parts: Parts): CommandWords;
}

/** A peer that can be started. */
export interface ReadyPeer {
  readonly name: string;
  readonly summary: string;
  command(port: number, framing: BenchFraming): CommandWords;
}

/** What the ratios compare with: the first that can be had. */
export const bases: readonly string[] = ['c-limit', 'node-net'];

/** The name of our own server among the peers. */
export const OURS = 'wirelab';

const flags = ['-O2', '-std=gnu11'];

/** How a program in bench/native is built. */
export function nativeRecipe(home: string, name: string, compiler: string): Recipe {
  const file = (source: string): string => join(home, 'bench/native', source);
  return {
    sources: [file(`${name}.c`), ...(name === 'load' ? [file('measure.h'), file('exchange.h')] : [])],
    command: (source, into) => [compiler, ...flags, '-o', join(into, name), source],
  };
}

/** The names under which a C compiler may be installed. */
export const compilers = ['cc', 'gcc', 'clang'];

const scripted = (programs: readonly string[], name: string, script: string, summary: string): BenchPeer => ({
  name,
  summary,
  programs,
  command: ({ program, sources, port, framing }) => [program, join(sources, script), port, framing],
});

const compiled = (
  compiler: string,
  name: string,
  source: string,
  flags: readonly string[],
  summary: string,
): BenchPeer => ({
  name,
  summary,
  programs: [compiler],
  recipe: (home, program) => ({
    sources: [join(home, 'bench/peers', source)],
    command: (path, into) => [program, ...flags, '-o', join(into, name), path],
  }),
  command: ({ made, port, framing }) => [join(made, name), port, framing],
});

const node = [process.execPath];
const python = ['python3', 'python'];

/** All peers but our own server. */
export const peers: readonly BenchPeer[] = [
  {
    name: 'c-limit',
    summary: 'C, epoll, one thread: the practical limit',
    usual: true,
    programs: compilers,
    recipe: (home, program) => nativeRecipe(home, 'limit', program),
    command: ({ made, port, framing }) => [join(made, 'limit'), port, framing],
  },
  { ...scripted(node, 'node-net', 'node-net.mjs', 'Node, bare net: no framing, no handler'), usual: true },
  scripted(node, 'node-naive', 'node-naive.mjs', 'Node, as written first: no limit, no back-pressure'),
  scripted(node, 'node-careful', 'node-careful.mjs', 'Node, a careful decoder on Buffers'),
  scripted(node, 'node-best', 'node-best.mjs', 'Node, written for speed alone'),
  { ...scripted(python, 'python-threads', 'python_threads.py', 'Python, a thread for each client'), usual: true },
  { ...scripted(python, 'python-asyncio', 'python_asyncio.py', 'Python, asyncio streams'), usual: true },
  scripted(python, 'python-protocol', 'python_protocol.py', 'Python, asyncio protocol'),
  { ...compiled('go', 'go-net', 'go-echo.go', [], 'Go, bufio, a goroutine for each client'), usual: true },
  compiled('rustc', 'rust-threads', 'rust-echo.rs', ['-C', 'opt-level=3'], 'Rust, a thread for each client'),
  {
    name: 'java-nio',
    summary: 'Java, NIO, one thread',
    programs: ['javac'],
    recipe: (home, program) => ({
      sources: [join(home, 'bench/peers/NioEcho.java')],
      command: (path, into) => [program, '-d', into, path],
    }),
    command: ({ made, port, framing }) => ['java', '-cp', made, 'NioEcho', port, framing],
  },
];

/** Our own server, serving echo unless `more` says something else. */
export function ourServer(server: CommandWords, name = OURS, more: readonly string[] = []): ReadyPeer {
  const [program, ...before] = server;
  return {
    name,
    summary: 'this program: session, framing, handler, limits, back-pressure',
    command: (port, framing) => [
      program,
      ...before,
      'serve',
      '6',
      '--framing',
      framing,
      '--port',
      String(port),
      '--quiet',
      ...more,
    ],
  };
}

/** Makes a peer ready; where that is not possible on this machine, says why. */
export async function preparePeer(peer: BenchPeer, home: string, signal: AbortSignal): Promise<ReadyPeer | string> {
  const program = findProgram(...peer.programs);
  if (program === undefined) return `${peer.programs.join(', ')} not installed`;
  let made = '';
  try {
    if (peer.recipe) made = await buildProgram(peer.recipe(home, program), signal);
  } catch (error) {
    signal.throwIfAborted();
    return `could not be built: ${complaint(error)}`;
  }
  const sources = join(home, 'bench/peers');
  return {
    name: peer.name,
    summary: peer.summary,
    command: (port, framing) => peer.command({ program, made, sources, port: String(port), framing }),
  };
}

function complaint(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return (
    text
      .trim()
      .split('\n')
      .find((line) => /error/i.test(line)) ??
    text.trim().split('\n')[0] ??
    ''
  );
}
