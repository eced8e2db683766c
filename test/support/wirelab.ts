import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Spawned, type Ended, type SpawnOptions } from './spawned.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['src', 'handlers', 'labs'];
const BUILT = `${PROJECT}dist/src/cli/main.js`;
const BUILT_LAST = `${PROJECT}dist/types/src/api/index.d.ts`;
const FROM_SOURCE = ['--import', new URL('./ts-node-hooks.mjs', import.meta.url).href, `${PROJECT}src/cli/main.ts`];

/** Runs `wirelab` to its end. Its standard input is empty unless the options say otherwise. */
export async function wirelab(args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return startWirelab(args, { input: '', ...options }).end();
}

/** Starts `wirelab`, for tests that talk to it while it runs. */
export function startWirelab(args: readonly string[], options: SpawnOptions = {}): Spawned {
  return new Spawned(process.execPath, [...commandLine(), ...args], { cwd: PROJECT, ...options });
}

/** Starts `wirelab` as its developers do, without a build. */
export function startFromSource(args: readonly string[], options: SpawnOptions = {}): Spawned {
  return new Spawned(process.execPath, [...FROM_SOURCE, ...args], { cwd: PROJECT, ...options });
}

/** The words that start `wirelab` from any folder, for a test that has them run by another program. */
export function wirelabWords(): readonly string[] {
  return [process.execPath, ...commandLine()];
}

/** A server of the command line that listens. */
export interface Serving {
  readonly program: Spawned;
  readonly host: string;
  readonly port: number;
  /** What it has said on standard error so far, line by line. */
  readonly lines: readonly string[];
  /** Waits until standard error matches. */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Sends SIGTERM and waits for its end. */
  readonly stop: () => Promise<Ended>;
}

/** `wirelab serve` on a free port, or the one in `args`, from the moment at which it listens. Not for `--quiet`, as that does not say so. */
export async function serving(args: readonly string[], options: SpawnOptions = {}): Promise<Serving> {
  const port = args.some((arg) => /^--port(=|$)/.test(arg)) ? [] : ['--port', '0'];
  const program = startWirelab(['serve', ...args, ...port], options);
  const listening = args.includes('--json')
    ? /"type":"listening".*"host":"([^"]+)".*"port":(\d+)/
    : /^(?:\[\d+\] )?listening on \[?([^\s\]]+)\]?:(\d+)(?: with \d+ processes)?$/m;
  const [, host = '', number] = await program.printed(listening, 'stderr');
  return {
    program,
    host,
    port: Number(number),
    get lines() {
      return program.stderr.split('\n').slice(0, -1);
    },
    said: (pattern) => program.printed(pattern, 'stderr'),
    stop: () => program.stop(),
  };
}

let chosen: readonly string[] | undefined;

/** The built command line when it is whole and newer than its sources, and otherwise the sources: a test never sees an old program. */
function commandLine(): readonly string[] {
  chosen ??= isBuilt() ? [BUILT] : FROM_SOURCE;
  return chosen;
}

/** Whether `dist` is whole and newer than its sources. */
export function isBuilt(): boolean {
  const begun = changedAt(BUILT);
  return begun > Math.max(...SOURCES.map((folder) => newestIn(PROJECT + folder))) && changedAt(BUILT_LAST) >= begun;
}

function newestIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(changedAt(folder), ...entries.map((entry) => changedAt(`${folder}/${entry}`)));
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
