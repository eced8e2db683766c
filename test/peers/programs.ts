import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { python } from '../support/python.js';
import { runProgram, Spawned } from '../support/spawned.js';
import { freePort } from '../support/tcp-server.js';

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));
const SEED = 'seed-001/';
const SEED_PORT = 65432;
const TRIES = 5;

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  '.py': ['python3'],
  '.c': ['gcc'],
  '.java': ['javac', 'java'],
};

/** What has to be installed for a program of the fixtures. */
export function neededFor(program: string): readonly string[] {
  return NEEDED[extname(program.split(' ')[0] ?? '')] ?? [];
}

/** A server of the fixtures that listens. */
export interface Running {
  readonly program: Spawned;
  readonly port: number;
}

/** The programs in test/peers/fixtures, started from a folder of their own: that is where compilers write. */
export class Programs {
  readonly folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
  readonly #built = new Map<string, Promise<void>>();

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Starts a server on a free port. */
  async server(program: string): Promise<Running> {
    if (program.startsWith(SEED)) return this.#seedServer(program);
    const spawned = await this.#start(program, 0);
    const [, port] = await spawned.printed(/^listening on (\d+)$/m);
    return { program: spawned, port: Number(port) };
  }

  /** Starts a client of the server on this port. */
  client(program: string, port: number): Promise<Spawned> {
    return this.#start(program, port);
  }

  /** One of the course's programs, not changed: it uses port 65432. */
  unchanged(program: string): Spawned {
    return python(join(FIXTURES, program));
  }

  /** The course's servers have their port written into them. A free one that is taken in the meantime is tried again. */
  async #seedServer(program: string): Promise<Running> {
    for (let left = TRIES; ; left--) {
      const { port } = await freePort();
      const spawned = await this.#start(program, port);
      try {
        await spawned.printed(/erver listening on/);
        return { program: spawned, port };
      } catch (error) {
        if (left === 0 || !spawned.stderr.includes('Address already in use')) throw error;
      }
    }
  }

  async #start(program: string, port: number): Promise<Spawned> {
    const [file = '', ...options] = program.split(' ');
    const source = join(FIXTURES, file);
    if (file.startsWith(SEED)) return python(this.#withPort(source, port));
    if (extname(file) === '.py') return python(source, [String(port)]);
    const target = join(this.folder, `${file}${options.join('')}`);
    if (extname(file) === '.c') {
      await this.#build(target, () => runProgram('gcc', ['-O2', '-Wall', '-Werror', ...options, '-o', target, source]));
      return new Spawned(target, [String(port)]);
    }
    await this.#build(target, () => runProgram('javac', ['-d', target, source]));
    return new Spawned('java', ['-XX:TieredStopAtLevel=1', '-cp', target, basename(file, '.java'), String(port)]);
  }

  #withPort(source: string, port: number): string {
    const text = readFileSync(source, 'utf8');
    const changed = text.replace(`PORT = ${SEED_PORT}`, `PORT = ${port}`);
    if (changed === text) throw new Error(`${source} has no line with its port`);
    const copy = join(this.folder, `${port}-${basename(source)}`);
    // Another one that was started from it may not have read it yet: to write it again would empty it first.
    if (!existsSync(copy)) writeFileSync(copy, changed);
    return copy;
  }

  #build(target: string, run: () => ReturnType<typeof runProgram>): Promise<void> {
    let built = this.#built.get(target);
    if (built === undefined) {
      mkdirSync(join(target, '..'), { recursive: true });
      built = run().then(({ status, stderr }) => {
        if (status !== 0) throw new Error(`${target} could not be compiled:\n${stderr}`);
      });
      this.#built.set(target, built);
    }
    return built;
  }
}
