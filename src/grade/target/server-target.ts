import { defined } from '../../core/defined.js';
import type { Failure } from '../../client/failure.js';
import type { Machines, StartOptions } from '../../lab/check.js';
import type { Transport } from '../../lab/lab.js';
import type { ProgramAction } from '../../lab/program-action.js';
import { TcpAcceptor } from '../../transport/tcp-acceptor.js';
import { connectTcp } from '../../transport/connect-tcp.js';
import { connectUdp } from '../../transport/connect-udp.js';
import type { Connector } from '../../transport/link.js';
import type { Endpoint } from '../../transport/listener.js';
import { crashWithoutEnd } from '../diagnosis/how-it-ended.js';
import { notListening } from '../diagnosis/not-listening.js';
import { Observer } from '../diagnosis/observer.js';
import { notFromFar, reachable, UNREACHED, unreached, unusualPlace } from '../diagnosis/unusual-place.js';
import { silentServer } from '../diagnosis/silent-server.js';
import type { ProgramSpec } from '../sandbox/program.js';
import { actionAt, isReached, machinesHere, specWith } from './machines.js';
import { NotUp, type Finding, type RunningTarget, type Said, type Target } from './target.js';
import { TargetProgram } from './target-program.js';

/** How a server is brought up and met. */
export interface ServerLaunch {
  readonly spec: ProgramSpec;
  /** The command without what it was found to take from its command line. */
  readonly bare?: readonly string[];
  readonly transport: Transport;
  /** The port that it was given; none where it is given none. */
  readonly toldPort?: number;
  /** How long it may take until it listens. */
  readonly startsWithinMs: number;
  readonly deadlineMs: number;
  /** Nothing else is in its network. */
  readonly ownNetwork?: boolean;
}

/** A student's server: started for a check, met on whatever port it listens on. */
export class ServerTarget implements Target {
  readonly #launch: ServerLaunch;
  readonly #observer = new Observer();

  constructor(launch: ServerLaunch) {
    this.#launch = launch;
  }

  async open(options: StartOptions): Promise<RunningTarget> {
    const { input, inputEnds, cannotListen, portTaken } = options;
    const machines = await machinesHere(this.#launch.ownNetwork === true);
    const taker =
      portTaken === undefined
        ? undefined
        : await TcpAcceptor.listen(['0.0.0.0', '::'].map((host) => ({ host, port: portTaken })));
    const tested = new TargetProgram(
      specWith(this.#launch, options, machines),
      this.#launch.deadlineMs,
      this.#observer,
    );
    const server = new RunningServer(tested, this.#launch, this.#observer, {
      machines,
      isFar: options.fromOtherMachine === true,
      isPlaced: options.arguments !== undefined,
      ...defined({ taker }),
    });
    if (input !== undefined) server.tested.program.stdin.write(input);
    if (inputEnds === true) server.tested.program.stdin.end();
    const failure = cannotListen === true ? undefined : await server.comesUp();
    if (failure === undefined) return server;
    const said = server.said();
    await server.close();
    throw new NotUp(failure, said);
  }
}

const SILENT: readonly Failure['kind'][] = ['nothing-came', 'no-answer', 'incomplete', 'not-read'];
const BROKEN: readonly Failure['kind'][] = ['refused', 'reset', 'closed-early', 'after-end'];
const ENDS_WITHIN = 300; // milliseconds that a crashing program takes to be gone after its connections are
const GONE_WITHIN = 1000; // after its listening socket is
const FIRST_LOOK = 2500; // milliseconds after which a program that waits for something else is not waited for any more

/** Where its clients are. */
interface ServerNetwork {
  readonly machines: Machines;
  /** They come from another machine. */
  readonly isFar: boolean;
  /** It was told where to listen: there nothing is unusual. */
  readonly isPlaced: boolean;
  /** Has the port that the server wants. */
  readonly taker?: TcpAcceptor;
}

class RunningServer implements RunningTarget {
  readonly tested: TargetProgram;
  readonly #launch: ServerLaunch;
  readonly #observer: Observer;
  readonly #findings: Finding[] = [];
  readonly #network: ServerNetwork;
  #endpoint: Endpoint | undefined;
  #clients = 0;

  constructor(tested: TargetProgram, launch: ServerLaunch, observer: Observer, network: ServerNetwork) {
    this.tested = tested;
    this.#launch = launch;
    this.#observer = observer;
    this.#network = network;
  }

  readonly connect: Connector = (receiver, signal) => {
    const endpoint = this.#endpoint ?? { host: '127.0.0.1', port: 0 };
    this.#clients++;
    if (this.#launch.transport === 'udp') return connectUdp(endpoint)(receiver, signal);
    const { isFar, machines } = this.#network;
    return (isFar ? connectTcp({ ...endpoint, host: machines.server }, machines.client) : connectTcp(endpoint))(
      receiver,
      signal,
    );
  };

  /** Waits until it listens; where and why not. */
  async comesUp(): Promise<Failure | undefined> {
    const { startsWithinMs, transport, toldPort } = this.#launch;
    const { tested } = this;
    const firstMs = Math.min(FIRST_LOOK, startsWithinMs);
    let listening = await tested.program.listening(firstMs, transport);
    if (listening.state === 'timeout') {
      const early = notListening({ look: await tested.look(), printed: tested.printed, transport, afterMs: firstMs });
      if (early.kind === 'waits-for-input' || early.kind === 'wrong-transport') return early;
      listening = await tested.program.listening(startsWithinMs - firstMs, transport);
    }
    if (listening.state === 'exited') return tested.endedFailure(await tested.program.exited);
    const endpoint = reachable(transport === 'udp' ? listening.udp : listening.tcp);
    if (endpoint === undefined)
      return notListening({ look: await tested.look(), printed: tested.printed, transport, afterMs: startsWithinMs });
    this.#endpoint = endpoint;
    if (!this.#network.isPlaced)
      for (const finding of unusualPlace(endpoint, toldPort)) this.#findings.push(...this.#observer.tell(finding));
    return undefined;
  }

  async perform(action: ProgramAction): Promise<Failure | undefined> {
    if (action.act === 'let-in') return { kind: 'bad-script', message: 'only a client can be let in' };
    if (action.act === 'listens' || action.act === 'refuses')
      return this.#isMetWhere(actionAt(action, this.#network.machines));
    if (action.act !== 'start') return this.tested.perform(actionAt(action, this.#network.machines));
    const before = this.#endpoint?.port;
    await this.tested.restart();
    const failure = await this.comesUp();
    if (failure !== undefined) {
      const isTaken = /address already in use|EADDRINUSE/i.test(
        this.tested.program.output.stderr.text + this.tested.program.output.stdout.text,
      );
      return isTaken
        ? {
            kind: 'port-in-use',
            message:
              'the server could not be started again at once: "Address already in use". Set SO_REUSEADDR on the listening socket before bind',
          }
        : failure;
    }
    const after = this.#endpoint?.port;
    if (before === after) return undefined;
    return {
      kind: 'other-port',
      message: `the server listened on port ${before ?? 0} before, and on ${after ?? 0} after it was started again: did bind fail unnoticed?`,
    };
  }

  async diagnose(failure: Failure, local?: Endpoint): Promise<Failure> {
    const { tested } = this;
    const isSilent = SILENT.includes(failure.kind);
    tested.blameMachine();
    if (!isSilent && !BROKEN.includes(failure.kind)) return failure;
    const exit =
      tested.exit ??
      (failure.kind === 'nothing-came' || failure.kind === 'incomplete'
        ? undefined
        : await tested.endedWithin(failure.kind === 'refused' ? GONE_WITHIN : ENDS_WITHIN));
    if (exit !== undefined) {
      const { kind, message } = tested.endedFailure(exit);
      return { ...failure, kind, message: `${message}. What the client saw of it: ${failure.message}` };
    }
    const why = await this.#whyNot(failure, isSilent, local);
    const crash = crashWithoutEnd(tested.program.output);
    // A thread of it has ended, or it goes on after an error: that says more than what came of it.
    return crash === undefined
      ? why
      : {
          ...why,
          message: `the program goes on after an error that nothing caught: ${crash}. What the client saw of it: ${failure.message}`,
        };
  }

  ended(): Promise<unknown> {
    return this.tested.program.exited;
  }

  rests(): Promise<unknown> {
    return this.tested.program.comesToRest();
  }

  said(): Said {
    return this.tested.said;
  }

  async close(): Promise<readonly Finding[]> {
    this.#network.taker?.close();
    return [...this.#findings, ...(await this.tested.close(this.#clients))];
  }

  async #isMetWhere(action: Extract<ProgramAction, { act: 'listens' | 'refuses' }>): Promise<Failure | undefined> {
    const port = this.#endpoint?.port ?? 0;
    if (action.act === 'listens')
      return port === action.port
        ? undefined
        : {
            kind: 'other-port',
            message: `the server was told to listen on port ${action.port}, and listens on ${port}`,
          };
    const { host } = action;
    if (!(await isReached({ host, port }, this.#launch.deadlineMs))) return undefined;
    return {
      kind: 'other-address',
      message: `the server can be reached at ${host} as well, which is not the address that it was given: bind to that one`,
    };
  }

  async #whyNot(failure: Failure, isSilent: boolean, local: Endpoint | undefined): Promise<Failure> {
    if (this.#network.isFar && UNREACHED.includes(failure.kind))
      return { ...failure, kind: 'other-address', message: notFromFar(this.#network.machines) };
    if (this.#endpoint !== undefined && this.#endpoint.host !== '127.0.0.1') return unreached(failure, this.#endpoint);
    if (failure.kind === 'refused') {
      return {
        ...failure,
        message:
          'the program runs, and listens no more: it has closed its listening socket. For each client close the socket that accept returned, and no other',
      };
    }
    if (!isSilent || this.#launch.transport === 'udp') return failure;
    return silentServer(failure, { look: await this.tested.look(), printed: this.tested.printed, port: local?.port });
  }
}
