import { spawn } from 'node:child_process';
import type { IdleSample, LoadGenerator, LoadShape, LoadTarget, RateSample, SlowSample } from './load.js';
import type { Pinning } from './pinning.js';

const NOTHING = { rate: 0, p50: 0, p99: 0, cpuMicros: null, core: null, noise: null };

/** The load generator in C (bench/native/load.c), a process for each measurement. */
export class NativeLoad implements LoadGenerator {
  readonly kind = 'native';
  readonly #program: string;
  readonly #pinning: Pinning;
  readonly #signal: AbortSignal;

  constructor(program: string, pinning: Pinning, signal: AbortSignal) {
    this.#program = program;
    this.#pinning = pinning;
    this.#signal = signal;
  }

  exchange(target: LoadTarget, shape: LoadShape): Promise<RateSample> {
    return this.#run('load', target, shape, [], NOTHING);
  }

  connect(target: LoadTarget, shape: LoadShape, count: number): Promise<RateSample> {
    return this.#run('connect', target, shape, ['--count', String(count)], NOTHING);
  }

  idle(target: LoadTarget, shape: LoadShape): Promise<IdleSample> {
    return this.#run('idle', target, shape, [], { connections: shape.connections, kibPerConnection: null });
  }

  slow(target: LoadTarget, shape: LoadShape, maxMib: number): Promise<SlowSample> {
    return this.#run('slow', target, shape, ['--max-mib', String(maxMib)], {
      takenMib: 0,
      growthMib: null,
      probeWorstMs: 0,
    });
  }

  /** What the program printed; where it printed nothing, `nothing` with its complaint as the error. */
  async #run<T extends object>(
    mode: string,
    target: LoadTarget,
    shape: LoadShape,
    more: readonly string[],
    nothing: T,
  ): Promise<T & { errors: number; error: string }> {
    const { output, complaint } = await this.#output([
      ...['--mode', mode, '--port', String(target.port), ...target.pids.flatMap((pid) => ['--pid', String(pid)])],
      ...['--framing', shape.framing, '--expect', shape.expect],
      ...['--conns', String(shape.connections), '--depth', String(shape.depth), '--size', String(shape.size)],
      ...['--duration', String(shape.duration), '--warmup', String(shape.warmup)],
      ...more,
    ]);
    if (output === '')
      return { ...nothing, errors: 1, error: complaint === '' ? 'the load generator ended without a word' : complaint };
    return JSON.parse(output) as T & { errors: number; error: string };
  }

  #output(args: readonly string[]): Promise<{ output: string; complaint: string }> {
    const [command, ...before] = this.#pinning.load([this.#program, ...args]);
    return new Promise((resolve, reject) => {
      const child = spawn(command, before, {
        stdio: ['ignore', 'pipe', 'pipe'],
        signal: this.#signal,
        killSignal: 'SIGKILL',
      });
      let output = '';
      let complaint = '';
      child.stdout.on('data', (text: Buffer) => {
        output += text.toString();
      });
      child.stderr.on('data', (text: Buffer) => {
        complaint += text.toString();
      });
      child.on('error', reject);
      child.on('close', () => {
        resolve({ output, complaint: complaint.trim() });
      });
    });
  }
}
