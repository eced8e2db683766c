import cluster, { type Worker } from 'node:cluster';
import { UsageError } from '../../../errors/usage-error.js';
import type { LabServer } from '../../../server/lab-server.js';
import { countText } from '../../../text/count-text.js';
import { ExitCode } from '../../exit-code.js';
import { MachineError } from '../../../errors/machine-error.js';
import { untilSignal } from './until-signal.js';
import { endpointText } from '../../../transport/link-error.js';
import type { WorkerMessage, WorkerOrder } from './serve-as-worker.js';

// A worker that ends by itself is replaced, this many times in all.
const REPLACEMENTS = 10;

/** Tells what happens to the server as a whole: a line for people, or the same as data. */
export type Say = (line: string, event: object) => void;

/** Serves one port with several processes of this program until a signal. */
export async function serveWithWorkers(count: number, say: Say): Promise<ExitCode> {
  // The workers share the listening socket. Handing each connection over from here would cost a quarter of their rate.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  let stopping = false;
  let replaced = 0;
  let ended: (error?: Error) => void = () => undefined;
  const allEnded = new Promise<void>((resolve, reject) => {
    ended = (error) => {
      if (error === undefined) resolve();
      else reject(error);
    };
  });

  const fork = (onListening: (message: WorkerMessage & { type: 'listening' }) => void): void => {
    const worker = cluster.fork();
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'listening') {
        onListening(message);
        if (stopping) tellToStop(worker); // it was not there yet to hear it
        return;
      }
      stopping = true;
      ended(new MachineError(message.message));
    });
    worker.on('exit', (code, signal: string | null) => {
      if (stopping) {
        if (workers().length === 0) ended();
      } else if (replaced++ < REPLACEMENTS) {
        say(`worker ${worker.id} ended (${signal ?? `exit code ${code}`}): another takes its place`, {
          type: 'worker-ended',
          worker: worker.id,
          code,
          signal,
        });
        fork(() => undefined);
      } else {
        stopping = true;
        ended(new MachineError(`workers end by themselves again and again (${signal ?? `exit code ${code}`})`));
      }
    });
  };

  const signalled = untilSignal();
  process.once('exit', killWorkers); // a second signal waits for nobody
  let listening = 0;
  for (let i = 0; i < count; i++) {
    fork(({ address }) => {
      if (++listening === count)
        say(`listening on ${endpointText(address)} with ${countText(count, 'process')}`, {
          type: 'listening',
          address,
          workers: count,
        });
    });
  }
  try {
    await Promise.race([signalled, allEnded]);
    stopping = true;
    say('stopping (the same signal again ends it at once)', { type: 'stopping' });
    workers().forEach(tellToStop);
    await allEnded;
    say('stopped', { type: 'stopped' });
  } finally {
    killWorkers();
  }
  return ExitCode.ok;
}

function tellToStop(worker: Worker): void {
  const order: WorkerOrder = 'stop';
  worker.send(order, () => undefined); // one that is gone by now need not be told
}

function killWorkers(): void {
  for (const worker of workers()) worker.process.kill('SIGKILL');
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}

/** Says why a server cannot be spread over processes. Throws a UsageError. */
export function requireSpreadable({ handler, settings }: LabServer): void {
  if (handler.shared === true)
    throw new UsageError(
      `--workers: handler ${handler.name} lets its clients see one another, which takes one process`,
    );
  if (settings.transport === 'udp') throw new UsageError('--workers: a UDP port is served by one process');
  if (settings.mode === 'iterative') throw new UsageError('--workers: one client at a time takes one process');
}
