import { payloadBytes, type Payload } from '../core/exchange.js';
import { frameBytes, joinBytes } from '../core/frame-bytes.js';
import type { Framing } from '../core/framing.js';
import type { ProgramAction } from '../lab/program-action.js';
import type { CheckStep, Step } from '../lab/step.js';
import type { Connector } from '../transport/link.js';
import type { Endpoint } from '../transport/listener.js';
import { diagnoseLateReply } from './diagnose-late-reply.js';
import type { Clock } from '../core/clock.js';
import { ONLY_CLIENT } from './exchange-steps.js';
import { Expectation } from './expectation.js';
import type { StepFailure, Failure } from './failure.js';
import type { ImpairedNetwork } from '../impairment/impaired-network.js';
import { badScript, duration, linkFailure, unexpected, unmet } from './step-failure.js';
import { overfill } from './overfill.js';
import { runAutomaton } from './run-automaton.js';
import { ScriptedClient, type Happening } from './scripted-client.js';
import type { Service } from './service.js';
import { withinTime } from '../core/within-time.js';

/** Settings of a player, complete. */
export interface ScriptRunnerSettings {
  readonly framing: Framing;
  readonly connect: Connector;
  readonly deadlineMs: number;
  readonly connectMs?: number;
  /** How much longer than that a reply is waited for, to tell a late one from none. */
  readonly lateMs: number;
  readonly gapMs: number;
  readonly clock: Clock;
  /** By which deadlines are measured. */
  readonly patience: Clock;
  /** Does what a step wants of the program under test. */
  readonly perform?: (action: ProgramAction) => Promise<Failure | undefined>;
  /** What stands between both ends. */
  readonly network?: ImpairedNetwork;
  /** Serves whoever connects, in place of the steps. */
  readonly service?: Service;
  /** Looks into a fault while all connections are still there; what it returns takes the fault's place. */
  readonly diagnose?: (failure: Failure, local?: Endpoint) => Promise<Failure>;
  /** Resolves when the program under test has nothing to do. */
  readonly rests?: () => Promise<unknown>;
  /** Resolves when the program under test has ended. */
  readonly ended?: () => Promise<unknown>;
  readonly signal?: AbortSignal;
}

const PROBE_MS = 500;
const ONLY_AFTER_END =
  'the reply came only after the client had ended its direction: the server has to answer each message, not wait for the end of the stream';

type StepOf<Op extends Step['op']> = Extract<Step, { op: Op }>;

/** Does the steps of a script one after the other, until one fails. */
export class ScriptRunner {
  readonly #settings: ScriptRunnerSettings;
  readonly #record: (client: string, what: Happening) => void;
  readonly #clients = new Map<string, ScriptedClient>();
  readonly #looked = new WeakSet<Failure>();

  constructor(settings: ScriptRunnerSettings, record: (client: string, what: Happening) => void) {
    this.#settings = settings;
    this.#record = record;
  }

  async play(steps: readonly CheckStep[]): Promise<StepFailure | undefined> {
    const { signal, service } = this.#settings;
    const stop = (): void => {
      for (const client of this.#clients.values()) client.wake();
    };
    signal?.addEventListener('abort', stop);
    try {
      for (const [index, step] of steps.entries()) {
        const client = step.client ?? ONLY_CLIENT;
        const failed = this.#isStopped ? undefined : await this.#do(step, client);
        const failure = service?.failure ?? failed;
        if (this.#isStopped)
          return { step: index, client, kind: 'stopped', message: 'stopped before the end of the script' };
        if (failure !== undefined) return { step: index, client, ...(await this.#diagnosed(failure, client)) };
      }
      const missing = service?.missing;
      if (missing !== undefined)
        return { step: steps.length, client: ONLY_CLIENT, ...((await this.#settings.diagnose?.(missing)) ?? missing) };
      return this.#leftOver(steps.length);
    } finally {
      service?.stop();
      signal?.removeEventListener('abort', stop);
      for (const client of this.#clients.values()) client.close();
    }
  }

  async #do(step: CheckStep, name: string): Promise<Failure | undefined> {
    if (step.op !== 'program' && this.#settings.service !== undefined)
      return badScript(`everybody who connects is served: there is nobody left for a step ${step.op}`);
    if (step.op === 'connect') return this.#connect(name);
    if (step.op === 'program') return this.#perform(step.action);
    if (!this.#clients.has(name)) {
      const failure = await this.#connect(name);
      if (failure !== undefined) return failure;
    }
    const client = this.#clients.get(name) as ScriptedClient;
    if (client.closed) return badScript(`${name} has closed its connection: it has to connect again first`);
    try {
      switch (step.op) {
        case 'send':
          return await this.#sendMessages(step, client);
        case 'raw':
          return await this.#send(client, [payloadBytes(step.bytes)], step.cuts);
        case 'expect':
          return await this.#expect(client, this.#frames(step.messages), name);
        case 'expect-raw':
          return await this.#expect(client, [payloadBytes(step.bytes)], name);
        case 'automaton':
          return await runAutomaton(step, client, this.#settings);
        case 'quiet':
          return await this.#quiet(step, client);
        case 'closed':
          return await this.#closed(step, client);
        case 'end':
          client.endSending();
          return undefined;
        case 'reset':
          client.reset();
          return undefined;
        case 'pause':
          client.pause();
          return undefined;
        case 'overfill':
          return await overfill(client, joinBytes(this.#frames(step.messages)), {
            ...this.#settings,
            isStopped: () => this.#isStopped,
          });
        case 'close':
          client.close();
          return undefined;
      }
    } catch (error) {
      return linkFailure(error);
    }
  }

  async #connect(name: string): Promise<Failure | undefined> {
    const { connect, network, clock, patience, deadlineMs, connectMs = deadlineMs, signal } = this.#settings;
    const before = this.#clients.get(name);
    if (before !== undefined && !before.isOver) return badScript(`${name} is connected already`);
    before?.close();
    const client = new ScriptedClient(clock, (what) => {
      this.#record(name, what);
    });
    const giveUp = new AbortController();
    const connecting = (
      network?.through(connect, (event) => {
        client.impaired(event, network.ours);
      }) ?? connect
    )(client, giveUp.signal);
    try {
      const link = await withinTime(connecting, patience, connectMs, signal);
      if (link !== undefined) {
        this.#clients.set(name, client);
        client.connected(link);
        return undefined;
      }
    } catch (error) {
      return linkFailure(error);
    }
    // It may still succeed, and then nobody wants it.
    connecting.then(
      (link) => {
        link.close();
      },
      () => undefined,
    );
    giveUp.abort();
    return {
      kind: 'no-answer',
      message: `no answer to connecting within ${duration(connectMs)}: is that the right address?`,
    };
  }

  async #perform(action: ProgramAction): Promise<Failure | undefined> {
    const { perform, service } = this.#settings;
    if (perform === undefined) return badScript(`only a grader can do this with a program: ${action.act}`);
    return service === undefined
      ? perform(action)
      : Promise.race([perform(action), service.failed.then(() => undefined)]);
  }

  #frames(messages: readonly Payload[]): Uint8Array[] {
    return messages.map((message) => frameBytes(this.#settings.framing, payloadBytes(message)));
  }

  #sendMessages(step: StepOf<'send'>, client: ScriptedClient): Promise<Failure | undefined> {
    let frames: Uint8Array[];
    try {
      frames = this.#frames(step.messages);
    } catch (error) {
      return Promise.resolve(badScript(error instanceof Error ? error.message : String(error)));
    }
    return this.#send(client, client.datagrams ? frames : [joinBytes(frames)], step.cuts);
  }

  async #send(
    client: ScriptedClient,
    parts: readonly Uint8Array[],
    cuts: readonly number[] = [],
  ): Promise<Failure | undefined> {
    const { patience, deadlineMs, gapMs, signal } = this.#settings;
    if (client.sentAll) return badScript('its direction was ended: nothing can be sent any more');
    if (client.datagrams && cuts.length > 0)
      return badScript('a datagram cannot be cut: it arrives whole or not at all');
    const pieces = client.datagrams ? parts : parts.flatMap((part) => cutAt(part, cuts));
    for (const [index, piece] of pieces.entries()) {
      if (index > 0 && !client.datagrams)
        await client.until(() => this.#isStopped || client.lostTo !== undefined, gapMs);
      if (client.paused) {
        client.write(piece).catch(() => undefined); // it is not to be taken
        continue;
      }
      const isTaken = await withinTime(
        client.write(piece).then(() => true),
        patience,
        deadlineMs,
        signal,
      );
      if (isTaken === undefined)
        return {
          kind: 'not-read',
          message: `the server does not read: not all of ${String(piece.length)} bytes could be sent within ${duration(deadlineMs)}`,
        };
    }
    return undefined;
  }

  async #expect(client: ScriptedClient, frames: readonly Uint8Array[], name: string): Promise<Failure | undefined> {
    const { deadlineMs, lateMs, patience } = this.#settings;
    const expectation = new Expectation(frames, client.datagrams);
    const settled = (): boolean => expectation.advance(client.inbox) || this.#isHopeless(client);
    const isMet = (): boolean => expectation.isMet;
    await client.until(settled, deadlineMs, patience);
    if (isMet()) return undefined;
    const failure = unmet(expectation, client, deadlineMs);
    if (lateMs > 0 && !this.#isStopped && (failure.kind === 'nothing-came' || failure.kind === 'incomplete')) {
      const late = await diagnoseLateReply(expectation, client, settled, this.#settings);
      if (late !== undefined) return late;
    }
    if (failure.kind !== 'nothing-came' || client.datagrams || client.sentAll || this.#isStopped) return failure;
    // Before anything else is tried, which could be all that it waits for.
    const diagnosed = await this.#diagnosed(failure, name);
    // It has failed, but a common mistake shows only now: a server that reads up to the end of the stream before it answers.
    client.endSending();
    await client.until(settled, Math.min(deadlineMs, PROBE_MS), patience);
    return isMet() ? { ...failure, kind: 'after-end', message: ONLY_AFTER_END } : diagnosed;
  }

  async #quiet(step: StepOf<'quiet'>, client: ScriptedClient): Promise<Failure | undefined> {
    const wasOver: boolean = client.isOver;
    await client.until(() => !client.inbox.isEmpty || (!wasOver && this.#isHopeless(client)), step.ms);
    if (!client.inbox.isEmpty || client.inbox.flooded) return unexpected('not-quiet', client, 'where nothing may come');
    if (wasOver || !client.isOver) return undefined;
    if (client.lostTo !== undefined) return linkFailure(client.lostTo);
    return { kind: 'closed-early', message: 'the server closed the connection, which had to stay open' };
  }

  async #closed(step: StepOf<'closed'>, client: ScriptedClient): Promise<Failure | undefined> {
    const { deadlineMs, patience } = this.#settings;
    if (client.datagrams) return badScript('UDP has no connection that could be closed by the server');
    await client.until(() => !client.inbox.isEmpty || this.#isHopeless(client), deadlineMs, patience);
    if (!client.inbox.isEmpty || client.inbox.flooded)
      return unexpected('unexpected-bytes', client, 'before the connection was closed; nothing more was expected');
    if (client.ended || (step.orReset === true && client.lostTo?.kind === 'reset')) return undefined;
    if (client.lostTo !== undefined) {
      return {
        kind: client.lostTo.kind,
        message:
          'the server reset the connection (RST) where it had to close it: it crashed, or closed it with bytes unread',
      };
    }
    return { kind: 'not-closed', message: `the server did not close the connection within ${duration(deadlineMs)}` };
  }

  #leftOver(step: number): StepFailure | undefined {
    for (const [name, client] of this.#clients) {
      if (client.closed || client.paused || client.ignoringRest || (client.inbox.isEmpty && !client.inbox.flooded))
        continue;
      return { step, client: name, ...unexpected('unexpected-bytes', client, 'that nobody expected') };
    }
    return undefined;
  }

  /** The fault with what a look at the program says, which is taken once. */
  async #diagnosed(failure: Failure, client: string): Promise<Failure> {
    if (this.#looked.has(failure)) return failure;
    const diagnosed = (await this.#settings.diagnose?.(failure, this.#clients.get(client)?.local)) ?? failure;
    this.#looked.add(diagnosed);
    return diagnosed;
  }

  #isHopeless(client: ScriptedClient): boolean {
    return this.#isStopped || client.isOver || client.inbox.flooded;
  }

  get #isStopped(): boolean {
    return this.#settings.signal?.aborted === true;
  }
}

/** The pieces between the offsets; offsets outside and double ones make none. */
function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts.filter((cut) => cut > 0 && cut < bytes.length).sort((a, b) => a - b), bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)).filter((piece) => piece.length > 0);
}
