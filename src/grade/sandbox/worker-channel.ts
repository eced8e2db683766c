import { closeSync, readdirSync, readFileSync } from 'node:fs';
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

const CLOSE_ON_EXEC = 0o2000000;
const STANDARD = 2;

/**
 * Closes the descriptors that would be handed on to programs started from here, and returns their numbers. Node makes its own with close-on-exec; others
 * come from whatever has started the grader, and a student could write to them.
 */
function closeInherited(): number[] {
  let names: string[];
  try {
    names = readdirSync('/proc/self/fd');
  } catch {
    return []; // not Linux: there is no box either
  }
  return names.map(Number).filter((descriptor) => {
    if (descriptor <= STANDARD || isOwn(descriptor)) return false;
    try {
      closeSync(descriptor);
      return true;
    } catch {
      return false;
    }
  });
}

function isOwn(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    return flags === undefined || (parseInt(flags, 8) & CLOSE_ON_EXEC) !== 0;
  } catch {
    return true; // it was the one that listed the folder
  }
}
