import type { LabServer } from '../../../server/lab-server.js';
import { ExitCode } from '../../exit-code.js';
import { MachineError } from '../../../errors/machine-error.js';
import { startServer } from '../../exchange/start-server.js';
import type { Endpoint } from '../../../transport/listener.js';

/** Serves until the process that started this one says to stop, or is gone. */
export async function serveAsWorker(server: LabServer): Promise<ExitCode> {
  // Ctrl-C in a terminal reaches every process: it is for the first one to say what happens.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  const stopped = new Promise<void>((resolve) => {
    process.once('message', () => {
      resolve();
    });
    process.once('disconnect', () => {
      resolve();
    });
  });
  let address: Endpoint;
  try {
    address = await startServer(server);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    await tell({ type: 'failed', message: error.message });
    process.disconnect();
    return ExitCode.machine;
  }
  await tell({ type: 'listening', address });
  await stopped;
  await server.stop();
  if (process.connected) process.disconnect();
  return ExitCode.ok;
}

function tell(message: WorkerMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });
}

/** What a worker tells the process that started it. */
export type WorkerMessage =
  | { readonly type: 'listening'; readonly address: Endpoint }
  /** It cannot listen: the message is one line for people. */
  | { readonly type: 'failed'; readonly message: string };

/** What a worker is told: to stop as on a signal. */
export type WorkerOrder = 'stop';
