import { patientClock } from '../sandbox/patient-clock.js';
import { processEntry, processTable, treeOf } from '../sandbox/process-table.js';
import type { Program, Snapshot, Teardown } from '../sandbox/program.js';
import { computes } from './look.js';

/** Something that costs no points, and that the program's author should know. */
export interface Finding {
  readonly kind: string;
  readonly message: string;
}

/** A program at the end of a check, before it is stopped. */
export interface Observed {
  readonly program: Program;
  /** How many clients it had in this check. */
  readonly clients: number;
  /** For how long it has run. */
  readonly aliveMs: number;
}

interface Counts {
  readonly descriptors: number;
  readonly threads: number;
}

const MANY = 10; // clients after which something that is left of each of them shows
const MOST_LOOKS = 4; // at that, of one submission: a look takes some milliseconds
const LONG_MS = 300;
const BUSY = 0.12; // of the time it has run: on a machine with others a loop may not get more
const SETTLE_MS = 80;
const SETTLE_LOOKS = 5;
const FLOOD = 128 * 1024; // bytes printed in one check

/** Notices what is wrong beside the checks, over all processes of one submission. Each kind is told once. */
export class Observer {
  readonly #told = new Set<string>();
  #few: Counts | undefined;
  #looks = 0;

  /** Looks at a program that has nothing to do any more. */
  async atEnd({ program, clients, aliveMs }: Observed): Promise<Finding[]> {
    // What it has printed before its last reply may lie behind that reply in the events of this turn.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    const found = [...this.#output(program)];
    if (aliveMs >= LONG_MS && !this.#told.has('busy-loop') && (await isBusyIdle(program, aliveMs))) {
      found.push({
        kind: 'busy-loop',
        message:
          'the program uses a processor all the time, also while there is nothing to do: wait in recv, accept, select or poll, without asking again and again',
      });
    }
    if (this.#few === undefined && clients < MANY) this.#few = countsOf(program.snapshot());
    if (clients >= MANY && this.#looks < MOST_LOOKS) {
      this.#looks++;
      found.push(...(await this.#leftOfClients(program, clients)));
    }
    return this.#once(found);
  }

  /** What a program had running beside itself when it was stopped. Forks of a server are its way to serve. */
  atStop({ running }: Teardown, command: readonly string[]): Finding[] {
    const others = running.filter((words) => words !== command.join(' '));
    if (others.length === 0) return [];
    return this.#once([
      {
        kind: 'left-over',
        message: `the program had other processes running when it was stopped: ${[...new Set(others)].slice(0, 5).join(', ')}`,
      },
    ]);
  }

  /** It was said already, as the reason of a failure. */
  isSaid(kind: string): void {
    this.#told.add(kind);
  }

  /** Something else that is worth telling. */
  tell(finding: Finding): Finding[] {
    return this.#once([finding]);
  }

  async #leftOfClients(program: Program, clients: number): Promise<Finding[]> {
    const snapshot = program.snapshot();
    if (snapshot.processes.length < clients / 2 && this.#left(snapshot, clients).length === 0) return [];
    // The last of them may just be about to go, and a process for a client about to end: until nothing changes any more.
    let found = this.#left(snapshot, clients);
    for (let looks = 0; looks < SETTLE_LOOKS; looks++) {
      await new Promise<void>((resolve) => {
        patientClock.after(SETTLE_MS, resolve);
      });
      const before = JSON.stringify(found);
      found = this.#left(program.snapshot(), clients);
      if (JSON.stringify(found) === before) break;
    }
    return found;
  }

  #left(snapshot: Snapshot, clients: number): Finding[] {
    const half = clients / 2;
    const { descriptors, threads } = countsOf(snapshot);
    const few = this.#few ?? { descriptors, threads };
    const waiting = snapshot.sockets.filter(({ state }) => state === 'close-wait').length;
    const zombies = snapshot.processes.filter(({ pid }) => processEntry(pid)?.alive === false).length;
    const found: Finding[] = [];
    if (waiting >= half) {
      found.push({
        kind: 'close-wait',
        message: `${waiting} of ${clients} connections whose clients are gone are still open (CLOSE_WAIT): call close when recv returns nothing`,
      });
    } else if (descriptors - few.descriptors >= half) {
      found.push({
        kind: 'descriptor-growth',
        message: `after ${clients} clients that are gone the program has ${descriptors - few.descriptors} more files and sockets open than before: close each socket, or it will run out of them`,
      });
    }
    if (threads - few.threads >= half) {
      found.push({
        kind: 'threads-left',
        message: `after ${clients} clients that are gone the program has ${threads - few.threads} more threads than before: let the thread of a client end with its connection`,
      });
    }
    if (zombies >= half) {
      found.push({
        kind: 'zombies',
        message: `${zombies} processes that the program has started have ended, and it never asked how (zombies): call waitpid, or ignore SIGCHLD`,
      });
    }
    return found;
  }

  #output({ output: { stdout, stderr } }: Program): Finding[] {
    const size = stdout.length + stderr.length;
    return size < FLOOD
      ? []
      : [
          {
            kind: 'output-flood',
            message: `the program printed ${Math.round(size / 1024)} KiB in one check: is there a print in a loop that was meant for finding a mistake?`,
          },
        ];
  }

  #once(findings: readonly Finding[]): Finding[] {
    return findings.filter(({ kind }) => !this.#told.has(kind) && this.#told.add(kind));
  }
}

/** True where it has computed most of the time, and goes on to: looked at twice, as a compiler in the background has an end. */
async function isBusyIdle(program: Program, aliveMs: number): Promise<boolean> {
  const tree = treeOf(program.pid, processTable());
  if (tree.reduce((sum, { cpuMs }) => sum + cpuMs, 0) < BUSY * aliveMs) return false;
  const pids = tree.map(({ pid }) => pid);
  return (await computes(pids)) && (await computes(pids));
}

function countsOf({ descriptors, processes }: Snapshot): Counts {
  return {
    descriptors,
    threads: processes
      .map(({ pid }) => processEntry(pid))
      .reduce((sum, entry) => sum + (entry?.alive === true ? entry.threads : 0), 0),
  };
}
