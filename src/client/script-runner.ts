import type { Connector } from '../transport/link.js';
import type { Endpoint } from '../transport/listener.js';
import { payloadBytes, type Payload } from '../core/exchange.js';
import { frameBytes } from '../core/frame-bytes.js';
import type { Framing } from '../core/framing.js';
import { withinTime } from '../core/within-time.js';
import type { ImpairedNetwork } from '../impairment/impaired-network.js';
import type { ProgramAction } from '../lab/program-action.js';
import type { CheckStep } from '../lab/step.js';
import { ONLY_CLIENT } from './exchange-steps.js';
import type { StepFailure, Failure } from './failure.js';
import { ScriptedClient, type Happening } from './scripted-client.js';
import type { ScriptService } from './service.js';
import { badScript, duration, linkFailure, unexpected } from './step-failure.js';
import type { RunningScript, StepKind, StepSettings } from './step-kind.js';
import { stepKinds } from './step-kinds.js';

/** Settings of a player, complete. */
export interface ScriptRunnerSettings extends StepSettings {
  readonly framing: Framing;
  readonly connect: Connector;
  readonly connectMs?: number;
  /** Does what a step wants of the program under test. */
  readonly perform?: (action: ProgramAction) => Promise<Failure | undefined>;
  /** What stands between both ends. */
  readonly network?: ImpairedNetwork;
  /** Serves whoever connects, in place of the steps. */
  readonly service?: ScriptService;
  /** Looks into a failure while all connections are still there; what it returns takes its place. */
  readonly diagnose?: (failure: Failure, local?: Endpoint) => Promise<Failure>;
}

const KINDS: ReadonlyMap<string, StepKind> = new Map(Object.entries(stepKinds));

/** Does the steps of a script one after the other, until one fails. */
export class ScriptRunner implements RunningScript {
  readonly settings: ScriptRunnerSettings;
  readonly #record: (client: string, what: Happening) => void;
  readonly #clients = new Map<string, ScriptedClient>();
  readonly #looked = new WeakSet<Failure>();

  constructor(settings: ScriptRunnerSettings, record: (client: string, what: Happening) => void) {
    this.settings = settings;
    this.#record = record;
  }

  async play(steps: readonly CheckStep[]): Promise<StepFailure | undefined> {
    const { signal, service } = this.settings;
    const stop = (): void => {
      for (const client of this.#clients.values()) client.wake();
    };
    signal?.addEventListener('abort', stop);
    try {
      for (const [index, step] of steps.entries()) {
        const client = step.client ?? ONLY_CLIENT;
        const failed = this.isStopped ? undefined : await this.#run(step, client);
        const failure = service?.failure ?? failed;
        if (this.isStopped)
          return { step: index, client, kind: 'stopped', message: 'stopped before the end of the script' };
        if (failure !== undefined) return { step: index, client, ...(await this.diagnosed(failure, client)) };
      }
      const missing = service?.missing;
      if (missing !== undefined)
        return { step: steps.length, client: ONLY_CLIENT, ...((await this.settings.diagnose?.(missing)) ?? missing) };
      return this.#leftOver(steps.length);
    } finally {
      service?.stop();
      signal?.removeEventListener('abort', stop);
      for (const client of this.#clients.values()) client.close();
    }
  }

  async #run(step: CheckStep, name: string): Promise<Failure | undefined> {
    const kind = KINDS.get(step.op);
    if (kind === undefined) return badScript(`there is no step ${step.op}`);
    if (kind.isAboutProgram !== true && this.settings.service !== undefined)
      return badScript(`everybody who connects is served: there is nobody left for a step ${step.op}`);
    return kind.run(step, this, name);
  }

  async withClient(
    name: string,
    act: (client: ScriptedClient) => Failure | undefined | Promise<Failure | undefined>,
  ): Promise<Failure | undefined> {
    if (!this.#clients.has(name)) {
      const failure = await this.connect(name);
      if (failure !== undefined) return failure;
    }
    const client = this.#clients.get(name) as ScriptedClient;
    if (client.closed) return badScript(`${name} has closed its connection: it has to connect again first`);
    try {
      return await act(client);
    } catch (error) {
      return linkFailure(error);
    }
  }

  async connect(name: string): Promise<Failure | undefined> {
    const { connect, network, clock, patience, deadlineMs, connectMs = deadlineMs, signal } = this.settings;
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

  async perform(action: ProgramAction): Promise<Failure | undefined> {
    const { perform, service } = this.settings;
    if (perform === undefined) return badScript(`only a grader can do this with a program: ${action.act}`);
    return service === undefined
      ? perform(action)
      : Promise.race([perform(action), service.failed.then(() => undefined)]);
  }

  frames(messages: readonly Payload[]): Uint8Array[] {
    return messages.map((message) => frameBytes(this.settings.framing, payloadBytes(message)));
  }

  #leftOver(step: number): StepFailure | undefined {
    for (const [name, client] of this.#clients) {
      if (client.closed || client.paused || client.ignoringRest || (client.inbox.isEmpty && !client.inbox.flooded))
        continue;
      return { step, client: name, ...unexpected('unexpected-bytes', client, 'that nobody expected') };
    }
    return undefined;
  }

  /** The failure with what a look at the program says, which is taken once. */
  async diagnosed(failure: Failure, client: string): Promise<Failure> {
    if (this.#looked.has(failure)) return failure;
    const diagnosed = (await this.settings.diagnose?.(failure, this.#clients.get(client)?.local)) ?? failure;
    this.#looked.add(diagnosed);
    return diagnosed;
  }

  isHopeless(client: ScriptedClient): boolean {
    return this.isStopped || client.isOver || client.inbox.flooded;
  }

  get isStopped(): boolean {
    return this.settings.signal?.aborted === true;
  }
}
