import { readFileSync, statfsSync } from 'node:fs';
import type { Limits } from './limits.js';
import { memoryOf, processTable, proportionalMemoryOf, treeOf } from './process-table.js';

/** Why the watchdog ends a program. `machine-memory` is nobody's fault: others have used the machine up. */
export type Excess = 'killed-memory' | 'killed-cpu' | 'files' | 'deadline' | 'machine-memory';

/** What a program has used, as far as it was seen: between two looks more may have been. */
export interface Usage {
  readonly cpuMs: number;
  readonly peakMemory: number;
  readonly processes: number;
}

const EVERY_MS = 50;
const MACHINE_EVERY = 10; // looks
const MACHINE_LEAST = 0.1; // of all memory
const TMPFS = 0x01021994;
const WRITABLE = ['box', 'tmp', 'dev/shm'];

/** Looks at a program every 50 ms, and says once when it uses more than it may. */
export class Watchdog {
  readonly #root: number;
  readonly #limits: Limits;
  readonly #begin = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #onExcess: (excess: Excess) => void;
  /** The first process inside, as seen from here, through which the memory disks are reached. */
  inside: number | undefined;
  #cpuMs = 0;
  #peakMemory = 0;
  #processes = 0;
  #looks = 0;

  constructor(root: number, limits: Limits, onExcess: (excess: Excess) => void) {
    this.#root = root;
    this.#limits = limits;
    this.#onExcess = onExcess;
    this.#timer = setInterval(() => {
      this.look();
    }, EVERY_MS);
  }

  get usage(): Usage {
    return { cpuMs: this.#cpuMs, peakMemory: this.#peakMemory, processes: this.#processes };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Looks now. */
  look(): void {
    const excess =
      this.#measure() ??
      (this.#files() > this.#limits.files ? 'files' : undefined) ??
      (this.#looks++ % MACHINE_EVERY === 0 ? machineMemory() : undefined);
    if (excess === undefined) return;
    this.stop();
    this.#onExcess(excess);
  }

  #measure(): Excess | undefined {
    const tree = treeOf(this.#root, processTable());
    const sum = (of: (entry: (typeof tree)[number]) => number): number =>
      tree.reduce((total, entry) => total + of(entry), 0);
    this.#cpuMs = Math.max(
      this.#cpuMs,
      sum(({ cpuMs }) => cpuMs),
    );
    this.#processes = Math.max(this.#processes, tree.length);
    let memory = sum(memoryOf);
    // What forks share is counted for each of them: 250 idle ones seemed to use 912 MB, and used 56.
    if (memory > this.#limits.memory) memory = sum(proportionalMemoryOf);
    // While forks come, a look that begins with the oldest counts some twice, while they go one that begins with the youngest.
    if (memory > this.#limits.memory)
      memory = Math.min(
        memory,
        [...tree].reverse().reduce((total, entry) => total + proportionalMemoryOf(entry), 0),
      );
    this.#peakMemory = Math.max(this.#peakMemory, memory);
    if (memory > this.#limits.memory) return 'killed-memory';
    if (this.#cpuMs > this.#limits.cpuMs) return 'killed-cpu';
    return performance.now() - this.#begin > this.#limits.wallMs ? 'deadline' : undefined;
  }

  /** bwrap cannot limit how many files a memory disk has; hundreds of thousands of empty ones take memory, and a second to remove. */
  #files(): number {
    if (this.inside === undefined) return 0;
    let most = 0;
    for (const folder of WRITABLE) {
      try {
        const { type, files, ffree } = statfsSync(`/proc/${this.inside}/root/${folder}`);
        // Before the box has its own root, this is a disk of the machine.
        if (type === TMPFS) most = Math.max(most, files - ffree);
      } catch {
        return 0; // it has just ended
      }
    }
    return most;
  }
}

function machineMemory(): Excess | undefined {
  try {
    const text = readFileSync('/proc/meminfo', 'utf8');
    const [all = NaN, available = NaN] = ['MemTotal', 'MemAvailable'].map((name) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]),
    );
    return available < all * MACHINE_LEAST ? 'machine-memory' : undefined;
  } catch {
    return undefined;
  }
}
