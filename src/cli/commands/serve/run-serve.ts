import cluster from 'node:cluster';
import { fstatSync } from 'node:fs';
import { composeServer } from '../../../compose/compose-server.js';
import { UsageError } from '../../../errors/usage-error.js';
import type { LabServer } from '../../../server/lab-server.js';
import type { ServerEvent } from '../../../server/server-event.js';
import type { CaptureFile } from '../../exchange/capture-file.js';
import { describeSetup, labSetup, type LabSetup, type ServerFlags } from '../../exchange/lab-setup.js';
import { ExitCode } from '../../exit-code.js';
import { impairmentPlan, type ImpairmentFlags } from '../../exchange/impairment-flag.js';
import type { ShownReadings } from './readings/show-readings.js';
import { eventText, serverLog } from './server-log.js';
import { startServer } from '../../exchange/start-server.js';
import { untilSignal } from './until-signal.js';
import { terminal } from '../../terminal.js';

// A stopped server waits this many milliseconds for what its handler has left behind, a timer say, and then exits all the same.
const LEFT_OVER = 500;

/** What `wirelab serve` is called with. */
export interface ServeFlags extends ServerFlags, ImpairmentFlags {
  readonly lab?: string | undefined;
  readonly workers?: number | undefined;
  readonly pcap?: string | undefined;
  readonly quiet?: boolean | undefined;
  readonly table?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `wirelab serve`. */
export async function runServe(flags: ServeFlags): Promise<ExitCode> {
  const { workers, pcap } = flags;
  if (workers !== undefined && pcap !== undefined)
    throw new UsageError('--pcap captures what one process sees: leave --workers out');
  const without = (['json', 'workers'] as const).find(
    (flag) => flags.table === true && flags[flag] !== undefined && flags[flag] !== false,
  );
  if (without !== undefined)
    throw new UsageError(`--table does not go with --${without}: it is for people, who look at one process`);
  const setup = await labSetup(flags.lab, flags);
  const network = impairmentPlan(flags, setup.options.transport);
  if (network !== undefined && workers !== undefined)
    throw new UsageError('--faults is the network of one process: leave --workers out');
  const impaired = network === undefined ? undefined : (await import('./serve-impaired.js')).serveImpaired(network);
  const server = await composeServer({ ...setup.options, ...impaired?.options });
  impaired?.tellTo(server);
  if (cluster.isWorker) {
    watch(server, flags);
    const { serveAsWorker } = await import('./serve-as-worker.js');
    return serveAsWorker(server);
  }
  if (workers !== undefined) {
    const { requireSpreadable, serveWithWorkers } = await import('./serve-with-workers.js');
    requireSpreadable(server);
    introduce(setup, flags);
    return serveWithWorkers(workers, (line, event) => {
      if (flags.quiet !== true) terminal.say(flags.json === true ? eventText(performance.now(), event) : line);
    });
  }
  const readings =
    flags.table === true ? await (await import('./readings/show-readings.js')).showReadings(server) : undefined;
  watch(server, flags, readings);
  const capture = pcap === undefined ? undefined : await captureTo(pcap, server);
  introduce(setup, flags, network?.words);
  const signalled = untilSignal();
  await startServer(server);
  await signalled;
  readings?.end();
  await server.stop();
  capture?.close();
  await new Promise(setImmediate); // in which the log says its last lines
  if (flags.quiet !== true && flags.json !== true)
    for (const line of impaired?.summary() ?? []) terminal.say(`the network, ${line}`);
  setTimeout(() => process.exit(), LEFT_OVER).unref();
  return ExitCode.ok;
}

function introduce(setup: LabSetup, { quiet, json }: ServeFlags, network?: string): void {
  if (quiet !== true && json !== true) terminal.say(describeSetup(setup), ...(network === undefined ? [] : [network]));
}

async function captureTo(path: string, server: LabServer): Promise<CaptureFile> {
  const { CaptureFile } = await import('../../exchange/capture-file.js');
  const { captureServer } = await import('../../../capture/capture-server.js');
  const capture = new CaptureFile(path);
  const add = captureServer(server.settings.transport === 'udp', performance.timeOrigin, (event) => {
    capture.add(event);
  });
  server.events.subscribe(add);
  return capture;
}

// What is told beside a table that is drawn in place.
const BESIDE: ReadonlySet<ServerEvent['type']> = new Set<ServerEvent['type']>([
  'listening',
  'trouble',
  'stopping',
  'stopped',
]);

function watch(server: LabServer, { quiet, json }: ServeFlags, readings?: ShownReadings): void {
  if (quiet === true || isNullDevice(2)) return;
  const log = serverLog(
    (text) => {
      readings?.leave();
      process.stderr.write(text);
    },
    json === true,
    cluster.worker?.id,
  );
  server.events.subscribe((event, at) => {
    if (readings?.isLive !== true || !terminal.isWatched || BESIDE.has(event.type)) log(event, at);
  });
}

/** True when what is written to this file descriptor is thrown away: then making it can be saved. */
function isNullDevice(descriptor: number): boolean {
  try {
    const { rdev } = fstatSync(descriptor);
    return rdev === 0x0103; // character device 1:3 on Linux; other systems have other numbers, and are written to
  } catch {
    return false;
  }
}
