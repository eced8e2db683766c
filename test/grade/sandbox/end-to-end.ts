import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { processTable } from '../../../src/grade/sandbox/process-table.js';
import { temporaryFolder } from '../../../src/grade/sandbox/temporary-folder.js';
import { startWirelab } from '../../support/wirelab.js';
import type { Ended, Spawned } from '../../support/spawned.js';

const DEADLINE_MS = 120_000;
const GONE_WITHIN_MS = 10_000;

let last = 0;

/** A place for one run of `wirelab`: with a folder for what is temporary that can be looked into, and a word by which what it starts is known. */
export class Place {
  readonly word = `place-${process.pid}-${last++}`;
  readonly #folder = temporaryFolder();
  readonly #temporary: string;

  constructor() {
    chmodSync(this.#folder.path, 0o755);
    this.#temporary = join(this.#folder.path, 'tmp');
    mkdirSync(this.#temporary, { mode: 0o755 });
  }

  /** Writes a submission, in a folder whose name has the word in it. */
  submission(files: Readonly<Record<string, string>>): string {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), text);
    }
    return this.path('');
  }

  path(name: string): string {
    return join(this.#folder.path, 'submissions', this.word, name);
  }

  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Spawned {
    return startWirelab(args, {
      input: '',
      env: { TMPDIR: this.#temporary, WIRELAB_SECRET: 'the key of the lab', WIRELAB_PLACE: this.word, ...env },
    });
  }

  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> {
    return this.start(args, env).end(DEADLINE_MS);
  }

  /** What is left in the folder for what is temporary, besides what compilers of JavaScript keep for the next time. */
  get files(): string[] {
    return readdirSync(this.#temporary).filter((name) => !name.includes('compile-cache'));
  }

  /** What runs that names this place in its command line or its environment. */
  get processes(): string[] {
    return processTable()
      .filter(({ alive, pid }) => alive && pid !== process.pid)
      .flatMap(({ pid }) => {
        try {
          const [command = '', environment = ''] = ['cmdline', 'environ'].map((file) =>
            readFileSync(`/proc/${pid}/${file}`, 'latin1').replaceAll('\0', ' '),
          );
          return [command, environment].some((text) => text.includes(this.word) || text.includes(this.#temporary))
            ? [`${pid}: ${command.slice(0, 200)}`]
            : [];
        } catch {
          return [];
        }
      });
  }

  /** Waits until nothing of it runs any more; what is left after some seconds is returned. */
  async untilGone(): Promise<string[]> {
    const begin = performance.now();
    for (let left = this.processes; ; left = this.processes) {
      if (left.length === 0 || performance.now() - begin > GONE_WITHIN_MS) return left;
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
  }

  /** Waits until a program of the submission runs whose command line has this text. */
  async untilRuns(text: string): Promise<void> {
    const begin = performance.now();
    while (!processTable().some(({ pid }) => hasWords(pid, text))) {
      if (performance.now() - begin > DEADLINE_MS) throw new Error(`${text} does not run`);
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
  }

  remove(): void {
    this.#folder.remove();
  }
}

function hasWords(pid: number, text: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
      .split('\0')
      .some((word) => word === text);
  } catch {
    return false;
  }
}
