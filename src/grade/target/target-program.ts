import type { Failure } from '../../client/failure.js';
import { duration } from '../../client/step-failure.js';
import { systemClock } from '../../core/clock.js';
import { withinTime } from '../../core/within-time.js';
import type { ProgramAction } from '../../lab/program-action.js';
import { quoteBytes } from '../../core/show-bytes.js';
import { endedFailure, throwMachineFailure } from '../diagnosis/how-it-ended.js';
import { lookAt, type Look } from '../diagnosis/look.js';
import type { Observer } from '../diagnosis/observer.js';
import type { Exit, Program, ProgramSpec } from '../sandbox/program.js';
import { patientClock } from '../sandbox/patient-clock.js';
import { startProgram } from '../sandbox/start-program.js';
import { endedMeanwhile, endingFailure, ifItFailed, instead, type MeantEnding } from './ending-failure.js';
import type { Finding, Said } from './target.js';

const MOST_SAID = 4000; // characters

/** What means the same for servers and clients. */
type CommonAction = Exclude<ProgramAction, { act: 'start' | 'let-in' | 'listens' | 'refuses' }>;

/** A student's program while a check runs: what checks do with programs of either role. */
export class TargetProgram {
  readonly #spec: ProgramSpec;
  readonly #deadlineMs: number;
  readonly #observer: Observer;
  readonly #findings: Finding[] = [];
  #program: Program;
  #begun = 0;
  #exit: Exit | undefined;
  #lived = 0; // milliseconds, when it has ended
  #printed = 0; // bytes of its output that a check has waited for

  constructor(spec: ProgramSpec, deadlineMs: number, observer: Observer) {
    this.#spec = spec;
    this.#deadlineMs = deadlineMs;
    this.#observer = observer;
    this.#program = this.#start();
  }

  get program(): Program {
    return this.#program;
  }

  /** How it has ended, if it has. */
  get exit(): Exit | undefined {
    return this.#exit;
  }

  /** What it has printed on its standard output so far. */
  get printed(): string {
    return this.#program.output.stdout.text;
  }

  /** What it does now. */
  look(): Promise<Look> {
    return lookAt(this.#program);
  }

  /** Starts it again; one that still runs is ended first. */
  async restart(): Promise<void> {
    await this.#stop();
    this.#program = this.#start();
  }

  /** `undefined` for success. */
  async perform(action: CommonAction): Promise<Failure | undefined> {
    switch (action.act) {
      case 'signal':
        this.#program.signal(action.signal);
        if (action.signal === 'SIGKILL') await this.#program.exited;
        return undefined;
      case 'type':
        this.#program.stdin.write(action.text);
        return undefined;
      case 'end-input':
        this.#program.stdin.end();
        return undefined;
      case 'prints':
        return this.#prints(action.text);
      case 'printed':
        return this.#judged(action.judge(this.printed.split(/\r?\n/)));
      case 'ends':
        return this.#ends(action);
      case 'runs':
        await this.#rests();
        return this.#exit === undefined ? undefined : this.endedFailure(this.#exit);
      case 'settles':
        await this.#rests();
        return this.#settles();
    }
  }

  /** That it has ended, in words. Throws a MachineFailure where this machine has ended it. */
  endedFailure(exit: Exit): Failure {
    return endedFailure(exit, this.#program.output);
  }

  /** Throws a MachineFailure where this machine has ended it. */
  blameMachine(): void {
    if (this.#exit !== undefined) throwMachineFailure(this.#exit);
  }

  /** Waits until it has ended, at most `ms`. */
  async endedWithin(ms: number): Promise<Exit | undefined> {
    await withinTime(this.#program.exited, patientClock, ms);
    return this.#exit;
  }

  /** The last of what it has printed. */
  get said(): Said {
    const { stdout, stderr } = this.#program.output;
    return { stdout: stdout.text.slice(-MOST_SAID), stderr: stderr.text.slice(-MOST_SAID) };
  }

  /** Ends it with all that it has started. `clients`: how many it had. */
  async close(clients = 0): Promise<readonly Finding[]> {
    if (this.#exit === undefined) {
      this.#findings.push(
        ...(await this.#observer.atEnd({ program: this.#program, clients, aliveMs: performance.now() - this.#begun })),
      );
    }
    await this.#stop();
    return this.#findings;
  }

  #start(): Program {
    const program = startProgram(this.#spec);
    this.#begun = performance.now();
    this.#exit = undefined;
    this.#printed = 0;
    void program.exited.then((exit) => {
      if (program !== this.#program) return;
      this.#exit = exit;
      this.#lived = Math.round(performance.now() - this.#begun);
    });
    return program;
  }

  async #stop(): Promise<void> {
    const teardown = await this.#program.stop();
    this.#findings.push(...this.#observer.atStop(teardown, [...this.#spec.command, ...(this.#spec.args ?? [])]));
  }

  async #prints(text: string): Promise<Failure | undefined> {
    const { stdout } = this.#program.output;
    const wanted = Buffer.from(text);
    const look = (): boolean => {
      const at = Buffer.from(stdout.bytes).indexOf(wanted, this.#printed);
      if (at >= 0) this.#printed = at + wanted.length;
      return at >= 0;
    };
    if (look()) return undefined;
    let stop: () => void = () => undefined;
    const found = new Promise<boolean>((resolve) => {
      stop = stdout.onMore(() => {
        if (look()) resolve(true);
      });
    });
    const ended = this.#program.exited.then(() => false);
    const isFound = (await withinTime(Promise.race([found, ended]), patientClock, this.#deadlineMs)) === true;
    stop();
    if (isFound) return undefined;
    this.blameMachine();
    const rest = stdout.bytes.subarray(this.#printed);
    const came = rest.length === 0 ? 'it printed nothing more' : `it printed ${quoteBytes(rest.subarray(-200), 100)}`;
    return {
      kind: 'not-printed',
      message: `the program did not print ${JSON.stringify(text)}; ${came}${await this.#meanwhile()}`,
    };
  }

  async #judged(wrong: string | undefined): Promise<Failure | undefined> {
    if (wrong === undefined) return undefined;
    const how = this.#exit === undefined ? await this.#meanwhile() : ifItFailed(this.#exit, this.#program.output);
    return { kind: 'not-printed', message: `${wrong}${how}` };
  }

  async #ends(action: MeantEnding): Promise<Failure | undefined> {
    const { withinMs = 0 } = action;
    // Its own timeouts are measured by the machine's clock, and what it does beside them by a patient one.
    if (withinMs > 0) await withinTime(this.#program.exited, systemClock, withinMs);
    const exit = await this.endedWithin(this.#deadlineMs);
    if (exit === undefined) {
      const waited = duration(withinMs + this.#deadlineMs);
      const message = `the program still runs after ${waited}, and had to end by itself${await this.#meanwhile()}`;
      return { kind: 'still-running', message };
    }
    return endingFailure({ exit, livedMs: this.#lived, output: this.#program.output }, action);
  }

  async #rests(): Promise<void> {
    if (!(await this.#program.comesToRest())) await this.endedWithin(this.#deadlineMs);
  }

  async #settles(): Promise<Failure | undefined> {
    const deadline = patientClock.elapsed() + this.#deadlineMs;
    for (;;) {
      const open = this.#program.snapshot().sockets.filter(({ state }) => state === 'close-wait').length;
      // One that has ended has no connections either, and has closed none.
      if (this.#exit !== undefined) return this.endedFailure(this.#exit);
      if (open === 0) return undefined;
      if (patientClock.elapsed() > deadline) {
        this.#observer.isSaid('close-wait');
        return {
          kind: 'left-open',
          message: `${open} connections that their client has ended were not closed by the server (they stay in CLOSE_WAIT): call close() when recv returns nothing`,
        };
      }
      await pause();
    }
  }

  /** What it does in place of going on, or how it has ended. */
  async #meanwhile(): Promise<string> {
    const { output } = this.#program;
    return this.#exit === undefined ? instead(await this.look(), this.printed) : endedMeanwhile(this.#exit, output);
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
}
