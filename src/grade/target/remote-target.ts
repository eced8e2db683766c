import type { Failure } from '../../client/failure.js';
import type { ProgramAction } from '../../lab/program-action.js';
import { LinkError, type Connector, type LinkErrorKind, type LinkReceiver } from '../../transport/link.js';
import type { Finding, RunningTarget, Target } from './target.js';

const NOBODY: readonly LinkErrorKind[] = ['refused', 'not-found', 'unreachable'];
const ENDED: readonly string[] = ['reset', 'closed-early'];
const PROBE_MS = 2000;

const unheard: LinkReceiver = { receive: () => undefined, end: () => undefined, lost: () => undefined };

/** A server that is running already, wherever it is: nothing can be done with its program, only with its port. */
export class RemoteTarget implements Target {
  readonly #connect: Connector;
  #wasThere = false;
  #lost: LinkError | undefined;
  #isTold = false;

  constructor(connect: Connector) {
    this.#connect = async (receiver, signal) => {
      try {
        const link = await connect(receiver, signal);
        this.#wasThere = true;
        return link;
      } catch (error) {
        if (error instanceof LinkError && NOBODY.includes(error.kind)) this.#lost = error;
        throw error;
      }
    };
  }

  /** Why nobody was ever reached there. No probe finds it out, which would use up a server for one client: it is told by the first check. */
  get unreachable(): string | undefined {
    return this.#wasThere ? undefined : this.#lost?.message;
  }

  isGone(): boolean {
    return this.#lost !== undefined;
  }

  open(): Promise<RunningTarget> {
    return Promise.resolve({
      connect: this.#connect,
      perform: (action: ProgramAction) => this.#perform(action),
      diagnose: (failure: Failure) => this.#diagnose(failure),
      said: () => undefined,
      close: () => Promise.resolve(this.#findings()),
    });
  }

  async #perform({ act }: ProgramAction): Promise<Failure | undefined> {
    if (act !== 'runs') return { kind: 'bad-script', message: `a server that runs elsewhere cannot be told to ${act}` };
    const error = await this.#probe();
    return error === undefined
      ? undefined
      : { kind: error.kind, message: `the server takes no more connections: ${error.message}` };
  }

  async #diagnose(failure: Failure): Promise<Failure> {
    if (failure.kind === 'no-answer' && !this.#wasThere) this.#lost = new LinkError('unreachable', failure.message);
    if (!ENDED.includes(failure.kind) || (await this.#probe()) === undefined || !this.isGone()) return failure;
    return { ...failure, message: `${failure.message}. Nobody listens there any more: the server has ended` };
  }

  async #probe(): Promise<LinkError | undefined> {
    try {
      (await this.#connect(unheard, AbortSignal.timeout(PROBE_MS))).close();
      return undefined;
    } catch (error) {
      return error instanceof LinkError ? error : new LinkError('failed', String(error));
    }
  }

  #findings(): Finding[] {
    if (this.#lost === undefined || !this.#wasThere || this.#isTold) return [];
    this.#isTold = true;
    return [
      {
        kind: 'ended',
        message: `the server ended during this check, and the rest could not be tried: ${this.#lost.message}`,
      },
    ];
  }
}
