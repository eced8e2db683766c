import { defined } from '../core/defined.js';
import { spawn } from 'node:child_process';

const MOST = 8192; // of output that is kept

/** How a program ended. */
export interface ProgramEnd {
  /** `undefined` when it could not be started, or not be waited for. */
  readonly code: number | undefined;
  /** What it wrote to standard output, then what it wrote to standard error. */
  readonly output: string;
  /** Why there is no exit code: the code of the system's error, the signal, or `time`. */
  readonly failure?: string;
  readonly milliseconds: number;
}

/** Runs a program without input. When time is up, it is ended with all that it has started. */
export function runProgram(path: string, words: readonly string[], timeIsUp: AbortSignal): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const begin = performance.now();
    const output = ['', ''];
    const end = (code: number | undefined, failure?: string): void => {
      timeIsUp.removeEventListener('abort', kill);
      const milliseconds = performance.now() - begin;
      resolve({ code, output: output.join(''), milliseconds, ...defined({ failure }) });
    };
    // A group of its own, as a version manager's shim starts the real program as a child.
    const child = spawn(path, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, LC_ALL: 'C' },
    });
    const kill = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has just ended.
      }
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
      end(undefined, 'time');
    };
    for (const [i, stream] of [child.stdout, child.stderr].entries()) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output[i] = ((output[i] as string) + text).slice(0, MOST);
      });
    }
    child.once('error', (error: NodeJS.ErrnoException) => {
      end(undefined, error.code ?? error.message);
    });
    child.once('close', (code, signal) => {
      end(code ?? undefined, signal ?? undefined);
    });
    if (timeIsUp.aborted) kill();
    else timeIsUp.addEventListener('abort', kill);
  });
}
