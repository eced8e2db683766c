import cluster from 'node:cluster';
import { composeServer } from '../compose/compose-server.js';
import type { LabServer } from '../server/lab-server.js';
import type { Where } from '../transport/listener.js';
import { describeSetup } from './describe-setup.js';
import { ExitCode } from './exit-code.js';
import { labSetup, type ServerFlags } from './lab-setup.js';
import { listenError } from './machine-error.js';
import { isNullDevice } from './null-device.js';
import { serverLog } from './server-log.js';
import { untilSignal } from './until-signal.js';

/** What `wirelab serve` is called with. */
export interface ServeFlags extends ServerFlags {
  readonly lab?: unknown;
  readonly workers?: number | undefined;
  readonly quiet?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `wirelab serve`. */
export async function runServe(flags: ServeFlags): Promise<ExitCode> {
  const setup = await labSetup(flags.lab === undefined ? undefined : String(flags.lab), flags);
  const server = await composeServer(setup.options);
  if (flags.workers !== undefined && cluster.isPrimary) {
    const { serveWithWorkers } = await import('./serve-with-workers.js');
    return serveWithWorkers(server, flags.workers, describeSetup(setup), flags.json === true);
  }
  watch(server, flags);
  if (cluster.isPrimary && flags.json !== true && flags.quiet !== true) process.stderr.write(`${describeSetup(setup)}\n`);
  if (cluster.isWorker) {
    const { serveAsWorker } = await import('./serve-as-worker.js');
    return serveAsWorker(server);
  }
  const signalled = untilSignal();
  await start(server);
  await signalled;
  await server.stop();
  return ExitCode.ok;
}

/** Starts a server; what the system refuses is said in words. */
export async function start(server: LabServer): Promise<Where> {
  try {
    return await server.start();
  } catch (error) {
    throw listenError(error, server.settings.host, server.settings.port);
  }
}

function watch(server: LabServer, { quiet, json }: ServeFlags): void {
  if (quiet === true || isNullDevice(2)) return;
  const name = cluster.worker === undefined ? '' : `[${cluster.worker.id}] `;
  server.events.subscribe(serverLog((text) => process.stderr.write(name === '' || json === true ? text : text.replace(/^/gm, name)), json === true));
}
