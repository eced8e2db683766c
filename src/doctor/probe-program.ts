import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../bench/find-program.js';
import type { DoctorFinding } from './doctor-finding.js';
import { runProgram, type ProgramEnd } from './run-program.js';

/** A program that wirelab, or a student, has use for. */
export interface ProgramNeed {
  readonly name: string;
  readonly for: string;
  /** The Debian package that has it. */
  readonly package: string;
  /** What makes it tell its version. Default: `--version`. */
  readonly version?: readonly string[];
  /** True when it says its version and yet exits as if that were a mistake. */
  readonly exits?: 'any';
  /** What makes it tell the path of the program that really runs, or of the folder that `real` is in. */
  readonly where?: readonly string[];
  readonly real?: string;
}

/** Runs the program for its version. */
export async function probeProgram(need: ProgramNeed, timeIsUp: AbortSignal): Promise<DoctorFinding> {
  const what = { name: need.name, for: need.for, essential: false, package: need.package };
  const path = findProgram(need.name);
  if (path === undefined) return missing(what);
  const words = need.version ?? ['--version'];
  const ended = await runProgram(path, words, timeIsUp);
  const version = /\d+(?:\.\d+)+/.exec(ended.output)?.[0] ?? '';
  if (ended.code === 0 || (ended.code !== undefined && need.exits === 'any')) {
    const manager = await shimOf(need, path, words, ended, timeIsUp);
    return { ...what, status: 'ok', detail: `${version}${version === '' ? path : ''}${manager}` };
  }
  return { ...what, status: 'problem', detail: `${path} ${words.join(' ')} ${complaintOf(ended)}` };
}

function missing(what: Omit<DoctorFinding, 'status' | 'detail'>): DoctorFinding {
  return { ...what, status: 'missing', detail: `Debian package ${what.package ?? ''}` };
}

/** How it did not do what it should, in words. */
function complaintOf({ code, failure, output }: ProgramEnd): string {
  const said = output.trim().split('\n').at(-1) ?? '';
  const words = said === '' ? '' : `: ${said}`;
  if (failure === 'time') return 'does not answer: this machine is very busy, or the program waits for something';
  if (failure === 'ENOENT') return 'cannot be started: what its first line names is not there';
  return code === undefined ? `ended by ${failure ?? 'itself'}${words}` : `exited with ${code}${words}`;
}

/** What to say of a program that a version manager stands in front of: its shim takes time at every start. */
async function shimOf(
  need: ProgramNeed,
  path: string,
  words: readonly string[],
  shim: ProgramEnd,
  timeIsUp: AbortSignal,
): Promise<string> {
  if (need.where === undefined) return '';
  const { code, output } = await runProgram(path, need.where, timeIsUp);
  const real = need.real === undefined ? output.trim() : join(output.trim(), need.real);
  if (code !== 0 || isSame(real, path)) return '';
  const direct = await runProgram(real, words, timeIsUp);
  if (direct.code === undefined) return '';
  return `, behind a version manager: ${path} takes ${Math.round(shim.milliseconds)} ms to start, ${real} ${Math.round(direct.milliseconds)} ms`;
}

function isSame(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return true; // What it told is no path: nothing can be said.
  }
}
