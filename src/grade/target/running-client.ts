import type { Failure } from '../../client/failure.js';
import type { Machines } from '../../lab/check.js';
import type { Transport } from '../../lab/lab.js';
import type { ProgramAction } from '../../lab/program-action.js';
import type { Connector, Link, LinkReceiver } from '../../transport/link.js';
import type { Endpoint } from '../../transport/listener.js';
import { TcpAcceptor } from '../../transport/tcp-acceptor.js';
import { UdpAcceptor } from '../../transport/udp-acceptor.js';
import {
  failureOfClient,
  metElsewhere,
  neverConnected,
  refusedText,
  silentClient,
} from '../diagnosis/silent-client.js';
import { crashWithoutEnd } from '../diagnosis/how-it-ended.js';
import type { Observer } from '../diagnosis/observer.js';
import { refusedConnections, refusedTimes } from '../diagnosis/refused-connections.js';
import { patientClock } from '../sandbox/patient-clock.js';
import type { ProgramSpec } from '../sandbox/program.js';
import type { ClientPlaces } from './client-places.js';
import { actionAt } from './machines.js';
import type { SilentListener } from '../../transport/silent-listener.js';
import type { Finding, RunningTarget, Said } from './target.js';
import type { TargetProgram } from './target-program.js';

/** How a client is started, and where it may connect to. */
export interface ClientLaunch {
  readonly spec: ProgramSpec;
  /** The command without what it was found to take from its command line. */
  readonly bare?: readonly string[];
  readonly transport: Transport;
  readonly places: readonly Endpoint[];
  /** All ports of its network are ours, so that it may be met on any. */
  readonly anyPort?: boolean;
  readonly deadlineMs: number;
}

const SILENT: readonly Failure['kind'][] = ['nothing-came', 'incomplete'];
const BROKEN: readonly Failure['kind'][] = ['closed-early', 'reset', 'after-end', 'not-read'];
const LONGEST_BACK_OFF = 5000; // milliseconds that a client may wait between its attempts
const NOBODY: LinkReceiver = { receive: () => undefined, end: () => undefined, lost: () => undefined };
const ENDS_WITHIN = 300; // milliseconds that a crashing program takes to be gone after its connections are

type Acceptor = TcpAcceptor | UdpAcceptor;

/** What is around a client. */
export interface ClientNetwork {
  readonly met: ClientPlaces;
  /** It goes where it likes: no check sends it anywhere. */
  readonly isFree: boolean;
  readonly observer: Observer;
  readonly machines: Machines;
  readonly silent?: SilentListener;
}

/** A client that runs, and the places in which it is met. */
export class RunningClient implements RunningTarget {
  readonly ours = 'server';
  readonly connect: Connector;
  readonly #tested: TargetProgram;
  #acceptor: Acceptor;
  readonly #transport: Transport;
  readonly #places: string;
  readonly #network: ClientNetwork;
  readonly #refusedBefore: number;
  readonly #deadlineMs: number;

  constructor(
    tested: TargetProgram,
    acceptor: Acceptor,
    { places, transport, deadlineMs }: ClientLaunch,
    network: ClientNetwork,
  ) {
    this.#tested = tested;
    this.#acceptor = acceptor;
    this.#transport = transport;
    this.#refusedBefore = refusedConnections(transport);
    this.#deadlineMs = deadlineMs;
    this.#network = network;
    this.#places = `${places.length === 1 && places[0] !== undefined && places[0].host !== '0.0.0.0' ? places[0].host : '127.0.0.1'}, port ${places.map(({ port }) => port).join(' or ')}`;
    this.connect = async (receiver, signal) => {
      const link = await this.#next(receiver, signal);
      if (network.isFree) network.met.came(link.local.port);
      return link;
    };
  }

  async perform(action: ProgramAction): Promise<Failure | undefined> {
    if (action.act === 'listens' || action.act === 'refuses')
      return { kind: 'bad-script', message: `a client cannot be asked whether it ${action.act}` };
    if (action.act === 'let-in') return this.#letIn(action.refusals);
    if (action.act === 'start') {
      await this.#tested.restart();
      return undefined;
    }
    const done = this.#tested.perform(actionAt(action, this.#network.machines));
    return action.act === 'ends' && action.withoutConnecting === true ? this.#unlessItConnects(done) : done;
  }

  async diagnose(failure: Failure): Promise<Failure> {
    this.#tested.blameMachine();
    if (failure.kind === 'no-answer' || failure.kind === 'stopped')
      return this.#notThere({ ...failure, kind: 'no-answer' });
    const own = failureOfClient(failure);
    const isSilent = SILENT.includes(failure.kind);
    if (!isSilent && !BROKEN.includes(failure.kind)) return own;
    const exit = this.#tested.exit ?? (isSilent ? undefined : await this.#tested.endedWithin(ENDS_WITHIN));
    if (exit !== undefined) {
      const ended = this.#tested.endedFailure(exit);
      const isCrash = exit.code !== 0 || exit.reason !== 'exited';
      return {
        ...own,
        ...(isCrash ? { kind: ended.kind } : {}),
        message: isCrash
          ? `${ended.message}. What the server saw of it: ${own.message}`
          : `${own.message}: ${ended.message}`,
      };
    }
    const crash = crashWithoutEnd(this.#tested.program.output);
    if (crash !== undefined)
      return {
        ...own,
        message: `the program goes on after an error that nothing caught: ${crash}. What the server saw of it: ${own.message}`,
      };
    return isSilent ? silentClient(own, { look: await this.#tested.look(), printed: this.#tested.printed }) : own;
  }

  ended(): Promise<unknown> {
    return this.#tested.program.exited;
  }

  said(): Said {
    return this.#tested.said;
  }

  async close(): Promise<readonly Finding[]> {
    const { met, observer } = this.#network;
    const findings = [
      ...(await this.#tested.close()),
      ...(met.elsewhere === undefined ? [] : observer.tell(metElsewhere(met.elsewhere, this.#places))),
    ];
    this.#acceptor.close();
    await this.#network.silent?.close();
    return findings;
  }

  /** How many times anything was refused since it began. */
  get #refused(): number {
    return refusedConnections(this.#transport) - this.#refusedBefore;
  }

  /** One that connects once more would end as well, in the end: when it has tried as often as it does. */
  async #unlessItConnects(done: Promise<Failure | undefined>): Promise<Failure | undefined> {
    const isOver = new AbortController();
    const connects = this.#acceptor.next(NOBODY, isOver.signal).then(
      (link): Failure => {
        link.close();
        return { kind: 'still-running', message: 'the program connected once more, and had to end' };
      },
      () => done,
    );
    const failure = await Promise.race([done, connects]);
    isOver.abort();
    return failure;
  }

  /** Listens when it has been refused so many times. One that has ended, or has stopped trying, cannot be let in. */
  async #letIn(refusals: number): Promise<Failure | undefined> {
    const hasEnded = (): boolean => this.#tested.exit !== undefined;
    const isRefused = await refusedTimes(
      refusals,
      () => this.#refused,
      hasEnded,
      patientClock,
      this.#deadlineMs + LONGEST_BACK_OFF,
    );
    const { exit } = this.#tested;
    if (exit !== undefined) {
      const { kind, message } = this.#tested.endedFailure(exit);
      return { kind, message: `${message}. Nobody listened so far, and it had to try again` };
    }
    // Where the system does not count, somebody listens now all the same.
    if (!isRefused && refusedConnections(this.#transport) > 0)
      return {
        kind: 'no-answer',
        message: `the client did not try ${refusals === 1 ? 'once' : `${refusals} times`} to connect while nobody listened`,
      };
    this.#acceptor = await (this.#transport === 'udp' ? UdpAcceptor : TcpAcceptor).listen(this.#network.met.places);
    return undefined;
  }

  /** Waits for it, but not for one that has ended. */
  async #next(receiver: LinkReceiver, signal: AbortSignal | undefined): Promise<Link> {
    const ended = new AbortController();
    const { exited } = this.#tested.program;
    // What it did last may still have to be read.
    void exited.then(() => {
      setTimeout(() => {
        ended.abort();
      }, ENDS_WITHIN);
    });
    return this.#acceptor.next(receiver, signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]));
  }

  /** It was waited for, and did not come. */
  async #notThere(failure: Failure): Promise<Failure> {
    const { accepted } = this.#acceptor;
    const refused = this.#refused;
    const { exit } = this.#tested;
    if (exit !== undefined) {
      const ended = this.#tested.endedFailure(exit);
      const goes = accepted === 0 && refused > 0;
      const how = accepted === 0 ? 'it did not connect' : 'it did not connect again';
      return {
        ...failure,
        kind: goes ? 'connected-elsewhere' : ended.kind,
        message: goes
          ? `${refusedText(refused, this.#places, this.#transport)}; ${ended.message}`
          : `${ended.message}; ${how}`,
      };
    }
    return neverConnected(failure, {
      look: await this.#tested.look(),
      printed: this.#tested.printed,
      places: this.#places,
      refused,
      accepted,
      transport: this.#transport,
    });
  }
}
