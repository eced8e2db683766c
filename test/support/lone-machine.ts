import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Spawned } from './spawned.js';
import { wirelabWords } from './wirelab.js';

const SESSIONS = fileURLToPath(new URL('doctest-sessions.py', import.meta.url));
const LONGEST_S = 60; // that a command may take; grading a solution takes a few seconds

/** What a command has printed, and ended with. */
export interface Said {
  readonly output: string;
  readonly status: number;
}

/** A server that was started in a terminal of its own. */
export interface Started {
  /** Ends it as Ctrl-C does, and has all that it printed. */
  readonly stop: () => Promise<string>;
}

/**
 * A shell with a network of its own, as a reader has it whose machine runs nothing else: the ports that a page names are free,
 * whatever runs here. Both outputs of a command are one, as on a terminal. Whatever is left ends with it.
 */
export class LoneMachine {
  readonly folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
  readonly #shell: Spawned;
  #python: Spawned | undefined;
  #count = 0;

  constructor() {
    const bin = join(this.folder, '.bin');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'wirelab'),
      `#!/bin/sh\nexec ${wirelabWords()
        .map((word) => `'${word}'`)
        .join(' ')} "$@"\n`,
    );
    chmodSync(join(bin, 'wirelab'), 0o755);
    const walls = ['--dev-bind', '/', '/', '--unshare-net', '--die-with-parent'];
    this.#shell = new Spawned('bwrap', [...walls, '--', 'bash'], {
      cwd: this.folder,
      env: { PATH: `${bin}:${process.env.PATH ?? ''}` },
    });
  }

  /** Runs a line of the shell to its end. */
  async run(line: string): Promise<Said> {
    const name = this.#script(line);
    this.#shell.write(
      `timeout --foreground -k 1 ${LONGEST_S} bash ./${name} > ${name}.out 2>&1 < /dev/null; echo "$?" > ${name}.status; echo "ended ${name}"\n`,
    );
    await this.#until(`ended ${name}`);
    return { output: this.#read(`${name}.out`), status: Number(this.#read(`${name}.status`)) };
  }

  /** Starts a line that goes on until it is stopped; resolves when something more listens. */
  async start(line: string): Promise<Started> {
    const name = this.#script(line);
    const listening = 'cat /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6 | grep -cE " (0A|07) "';
    this.#shell.write(
      [
        `before=$(${listening})`,
        // The process is the server itself, and of the group that `remove` kills.
        `bash -c "exec $(cat ${name})" > ${name}.out 2>&1 < /dev/null & pid=$!; echo $pid > ${name}.pid`,
        `for i in $(seq 400); do [ "$(${listening})" -gt "$before" ] && break; kill -0 $pid 2> /dev/null || break; sleep 0.05; done`,
        `echo "started ${name}"\n`,
      ].join('\n'),
    );
    await this.#until(`started ${name}`);
    return {
      stop: async () => {
        const pid = this.#read(`${name}.pid`).trim();
        // Not SIGINT: what a shell has in the background does not hear it.
        this.#shell.write(
          `kill -TERM ${pid}; for i in $(seq 100); do kill -0 ${pid} || break; sleep 0.05; done; kill -KILL ${pid}; wait ${pid}; echo "stopped ${name}"\n`,
        );
        await this.#until(`stopped ${name}`);
        return this.#read(`${name}.out`);
      },
    };
  }

  /** What differs when this session of Python is typed; empty where nothing does. All sessions share their names. */
  async python(session: string): Promise<string> {
    const name = `session${++this.#count}.txt`;
    writeFileSync(join(this.folder, name), session.replace(/^…$/gm, '...'));
    if (this.#python === undefined) {
      this.#shell.write(`mkfifo sessions; python3 ${SESSIONS} < sessions & exec 3> sessions\n`);
      this.#python = this.#shell;
    }
    this.#shell.write(`echo ${name} >&3\n`);
    await this.#until(`done ${name}`);
    return this.#read(name.replace('.txt', '.said'));
  }

  remove(): void {
    this.#shell.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #script(line: string): string {
    const name = `.line${++this.#count}`;
    writeFileSync(join(this.folder, name), `${line}\n`);
    return name;
  }

  async #until(words: string): Promise<void> {
    await this.#shell.printed(new RegExp(`^${words.replaceAll('.', '\\.')}$`, 'm'), 'stdout', (LONGEST_S + 20) * 1000);
  }

  #read(name: string): string {
    const path = join(this.folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }
}
