import type { Fault } from '../../client/failure.js';
import type { Check } from '../../lab/check.js';
import type { ProgramAction } from '../../lab/program-action.js';
import type { Connector } from '../../transport/link.js';
import type { Opened, Subject } from './subject.js';

/** A server that is running already, wherever it is: nothing can be done with its program, only with its port. */
export class RemoteSubject implements Subject {
  readonly #connect: Connector;

  constructor(connect: Connector) {
    this.#connect = connect;
  }

  open(): Promise<Opened> {
    return Promise.resolve({
      connect: this.#connect,
      perform: (action: ProgramAction) => Promise.resolve({ kind: 'bad-script', message: `a server that runs elsewhere cannot be told to ${action.act}` } as const),
      diagnose: (fault: Fault) => Promise.resolve(fault),
      said: () => undefined,
      close: () => Promise.resolve([]),
    });
  }
}

/** True for a check that needs nothing but the server's port. */
export function needsOnlyPort(check: Pick<Check, 'play'>): boolean {
  return 'anyCut' in check.play || check.play.steps.every(({ op }) => op !== 'program');
}
