import type { Fault } from '../../client/failure.js';
import type { StartOptions } from '../../lab/check.js';
import type { ProgramAction } from '../../lab/program-action.js';
import type { Connector } from '../../transport/link.js';
import type { Where } from '../../transport/listener.js';
import { TcpAcceptor } from '../../transport/tcp-acceptor.js';
import type { ProgramSpec } from '../sandbox/program.js';
import type { Finding, Opened, Said, Subject } from './subject.js';
import { TestedProgram } from './tested-program.js';

/** How a client is started, and where it may connect to. */
export interface ClientLaunch {
  readonly spec: ProgramSpec;
  readonly places: readonly Where[];
  readonly deadlineMs: number;
}

/** A student's client: met wherever it connects to by a script that plays the server. */
export class ClientSubject implements Subject {
  readonly #launch: ClientLaunch;

  constructor(launch: ClientLaunch) {
    this.#launch = launch;
  }

  async open({ nobodyListens, input, inputEnds }: StartOptions): Promise<Opened> {
    const { spec, places, deadlineMs } = this.#launch;
    // Before the program starts, so that it finds its server.
    const acceptor = await TcpAcceptor.listen(nobodyListens === true ? [] : places);
    const tested = new TestedProgram(spec, deadlineMs);
    if (input !== undefined) tested.program.stdin.write(input);
    if (inputEnds === true) tested.program.stdin.end();
    return new RunningClient(tested, acceptor);
  }
}

class RunningClient implements Opened {
  readonly connect: Connector;
  readonly #tested: TestedProgram;
  readonly #acceptor: TcpAcceptor;

  constructor(tested: TestedProgram, acceptor: TcpAcceptor) {
    this.#tested = tested;
    this.#acceptor = acceptor;
    this.connect = acceptor.next;
  }

  async perform(action: ProgramAction): Promise<Fault | undefined> {
    if (action.act !== 'start') return this.#tested.perform(action);
    await this.#tested.restart();
    return undefined;
  }

  diagnose(fault: Fault): Promise<Fault> {
    return Promise.resolve(this.#diagnosed(fault));
  }

  said(): Said {
    return this.#tested.said;
  }

  close(): Promise<readonly Finding[]> {
    this.#acceptor.close();
    return this.#tested.close();
  }

  #diagnosed(fault: Fault): Fault {
    const exit = this.#tested.exit;
    if (fault.kind === 'no-answer' && this.#acceptor.accepted === 0) {
      if (exit !== undefined) return { ...fault, ...this.#tested.endedFault(exit) };
      return { ...fault, kind: 'never-connected', message: 'the client runs, and did not connect: does it wait for input, or connect to another port?' };
    }
    if (exit !== undefined && ['nothing-came', 'incomplete', 'closed-early', 'reset'].includes(fault.kind)) {
      return { ...fault, message: `${fault.message}: ${this.#tested.endedFault(exit).message}` };
    }
    return fault;
  }
}
