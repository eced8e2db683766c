import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildLimits, type Limits } from './limits.js';
import type { Exit } from './program.js';
import { startProgram } from './start-program.js';
import { workerSetup, type WorkerSetup } from './worker-setup.js';

/** What to compile. */
export interface BuildSpec {
  /** The sources, as the worker sees them; they are copied. */
  readonly folder: string;
  /** Run one after another, until one fails. */
  readonly commands: readonly (readonly string[])[];
  readonly env?: Readonly<Record<string, string>>;
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
  readonly command: readonly string[];
  readonly exit: Exit;
  readonly stdout: string;
  readonly stderr: string;
}

let builds = 0;

/** Runs the commands of a build, each in a box like that of a program, in which only the copy of the sources can be written to. */
export async function build(spec: BuildSpec, setup: WorkerSetup = workerSetup()): Promise<BuildResult> {
  const folder = join(setup.scratch, `build-${builds++}`);
  mkdirSync(folder);
  cpSync(spec.folder, folder, { recursive: true, verbatimSymlinks: true });
  const steps: BuildStep[] = [];
  for (const command of spec.commands) {
    const program = startProgram({
      command,
      folder,
      writable: true,
      limits: { ...buildLimits, ...spec.limits },
      ...(spec.env === undefined ? {} : { env: spec.env }),
    }, setup);
    program.stdin.end();
    const exit = await program.exited;
    steps.push({ command, exit, stdout: program.output.stdout.text, stderr: program.output.stderr.text });
    if (exit.reason !== 'exited' || exit.code !== 0) return { built: false, folder, steps };
  }
  return { built: true, folder, steps };
}

/** Removes what a build has made. */
export function removeBuild(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
