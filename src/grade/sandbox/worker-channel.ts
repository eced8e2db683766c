import { closeInherited } from './inherited.js';
import { killMarked } from './marked.js';
import { killAllOthers } from './sweep.js';
import { workerSetup, type WorkerSetup } from './worker-setup.js';

/** What a worker says by itself, before anything else. */
export interface WorkerReady {
  readonly wirelabWorker: 'ready';
}

/** The worker's end of the line to its grader. */
export interface WorkerChannel<Received, Sent> {
  readonly setup: WorkerSetup;
  send(message: Sent): void;
  onMessage(listener: (message: Received) => void): void;
}

/**
 * Makes this process a worker: closes what it has inherited, so that no student program gets it, and ends it, with all that runs beside it in its box,
 * when the grader is gone. To be called first, once.
 */
export function workerChannel<Received, Sent>(): WorkerChannel<Received, Sent> {
  closeInherited();
  const setup = workerSetup();
  const end = (): never => {
    if (setup.boxed) killAllOthers();
    else if (setup.mark !== undefined) killMarked(setup.mark);
    process.exit(0);
  };
  if (!process.connected) end();
  process.on('disconnect', end);
  const send = (message: Sent | WorkerReady): void => {
    // When the grader is gone there is nobody to tell; 'disconnect' ends this process.
    process.send?.(message, undefined, undefined, () => undefined);
  };
  const waiting: Received[] = [];
  let listener: ((message: Received) => void) | undefined;
  process.on('message', (message) => {
    if (listener === undefined) waiting.push(message as Received);
    else listener(message as Received);
  });
  send({ wirelabWorker: 'ready' });
  return {
    setup,
    send,
    onMessage(given) {
      listener = given;
      for (const message of waiting.splice(0)) given(message);
    },
  };
}
