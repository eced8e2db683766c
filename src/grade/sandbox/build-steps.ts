import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BOX } from './inner-box.js';
import { buildLimits, type Limits } from './limits.js';
import type { Exit } from './program.js';
import { startProgram } from './start-program.js';
import { workerSetup, type WorkerSetup } from './worker-setup.js';

// What compilers keep for the next time, and their temporary files, of which /tmp has no room for all. Gone afterwards: at every start it would be copied.
const CACHE = '.wirelab-cache';

/** One command of a build. */
export interface BuildCommand {
  readonly argv: readonly string[];
  /** Relative to the folder of the sources; that itself is the empty text. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What to compile. */
export interface BuildSpec {
  /** The sources, as the worker sees them; they are copied. */
  readonly folder: string;
  /** Run one after another, until one fails. */
  readonly commands: readonly BuildCommand[];
  readonly limits?: Partial<Limits>;
}

/** What has come of it. */
export interface BuildResult {
  /** True when all commands ended with 0. */
  readonly built: boolean;
  /** Sources and what was made of them: the `folder` of programs to start. */
  readonly folder: string;
  /** The commands that were run, the last of which failed when `built` is false. */
  readonly steps: readonly BuildStep[];
}

/** One command of a build, with what it wrote. */
export interface BuildStep {
  readonly command: BuildCommand;
  readonly exit: Exit;
  readonly stdout: string;
  readonly stderr: string;
}

let builds = 0;

/** Runs the commands of a build, each in a box like that of a program, in which only the copy of the sources can be written to. */
export async function runBuildSteps(spec: BuildSpec, setup: WorkerSetup = workerSetup()): Promise<BuildResult> {
  const folder = join(setup.scratch, `build-${builds++}`);
  mkdirSync(folder);
  cpSync(spec.folder, folder, { recursive: true, verbatimSymlinks: true });
  const cache = join(folder, CACHE);
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache);
  const inside = setup.boxed ? `${BOX}/${CACHE}` : cache;
  const steps: BuildStep[] = [];
  for (const { argv, cwd, env } of spec.commands) {
    const command = { argv, cwd, env: { TMPDIR: inside, XDG_CACHE_HOME: inside, ...env } };
    const step = await runStep(command, { folder, writable: true, limits: { ...buildLimits, ...spec.limits } }, setup);
    steps.push(step);
    if (!isStepDone(step)) return { built: false, folder, steps };
  }
  rmSync(cache, { recursive: true, force: true });
  return { built: true, folder, steps };
}

/** Runs one command to its end, in a box. */
export async function runStep(
  command: BuildCommand,
  where: { readonly folder: string; readonly writable?: boolean; readonly limits: Limits },
  setup: WorkerSetup = workerSetup(),
): Promise<BuildStep> {
  const { argv, cwd, env } = command;
  const program = startProgram({ ...where, command: argv, env, ...(cwd === '' ? {} : { cwd }) }, setup);
  program.stdin.end();
  const exit = await program.exited;
  return { command, exit, stdout: program.output.stdout.text, stderr: program.output.stderr.text };
}

/** True when a command has succeeded. */
export function isStepDone({ exit }: BuildStep): boolean {
  return exit.reason === 'exited' && exit.code === 0;
}

/** Removes what a build has made. */
export function removeBuild(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
