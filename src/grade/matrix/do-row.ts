import { defined } from '../../core/defined.js';
import { join } from 'node:path';
import { toSteps } from '../../client/exchange-steps.js';
import { duration } from '../../client/step-failure.js';
import { runScript } from '../../client/run-script.js';
import type { Framing } from '../../core/framing.js';
import type { Exchange } from '../../core/exchange.js';
import type { Step } from '../../lab/step.js';
import type { Connector } from '../../transport/link.js';
import type { Endpoint } from '../../transport/listener.js';
import { connectTcp } from '../../transport/connect-tcp.js';
import { findPort } from '../target/find-port.js';
import { removeBuild } from '../sandbox/build-steps.js';
import type { Program, ProgramSpec } from '../sandbox/program.js';
import { startProgram } from '../sandbox/start-program.js';
import type { WorkerSetup } from '../sandbox/worker-setup.js';
import { prepare } from '../run/prepare.js';
import { causeOf, exitText, runMatrixClient, stepsOf, type ClientRun } from './client-run.js';
import { placesOf, type Cell, type Participant, type RowClient, type RowJob, type RowNews } from './matrix-job.js';
import type { Scenario } from './scenario.js';

const STARTS_WITHIN = 10_000;
const PATIENCE = 3; // as often as any other wait: a client that gives up does so after five seconds

/** What a row is about, loaded. */
export interface RowParts {
  readonly framing: Framing;
  readonly scenario: Scenario;
  /** What the lab's own client does. */
  readonly script: readonly Exchange[] | readonly Step[];
  readonly reference: Connector;
  readonly deadlineMs: number;
}

/** Brings one server together with some clients, each time in a fresh process, and tells how they get on. */
export async function doRow(
  job: RowJob,
  parts: RowParts,
  setup: WorkerSetup,
  tell: (news: RowNews) => void,
): Promise<void> {
  const server = job.server === undefined ? undefined : await prepared(job.server, setup);
  const notStarted = typeof server === 'string' ? server : undefined;
  const spec = typeof server === 'object' ? server : undefined;
  const { script, framing, deadlineMs } = parts;
  if (job.withScript) {
    const steps = toSteps(script);
    const cell = await withServer(spec, notStarted, parts, async ({ connect }): Promise<Cell> => {
      const { failure } = await runScript({ title: "the lab's own client", steps }, { framing, connect, deadlineMs });
      return failure === undefined ? { ok: true } : { ok: false, atFault: 'server', cause: failure.message };
    });
    tell({ type: 'cell', cell });
  }
  for (const client of job.clients) tell(await meet(client, spec, notStarted, parts, setup));
  tell({ type: 'done' });
}

async function meet(
  { index, participant: player, baseline }: RowClient,
  server: ProgramSpec | undefined,
  notStarted: string | undefined,
  parts: RowParts,
  setup: WorkerSetup,
): Promise<RowNews> {
  const about = { type: 'cell', client: index } as const;
  const client = await prepared(player, setup);
  if (typeof client === 'string')
    return {
      ...about,
      cell: { ok: false, atFault: 'client', cause: client },
      baseline: { cause: client, exit: '', steps: [] },
    };
  const { scenario, deadlineMs, framing } = parts;
  try {
    const isReference = server === undefined && notStarted === undefined;
    let known = baseline;
    const cell = await withServer(server, notStarted, parts, async ({ connect, where: endpoint }): Promise<Cell> => {
      const runAt = (port: number | undefined): Promise<ClientRun> =>
        runMatrixClient(client, placesFor(player, port, endpoint), connect, scenario, PATIENCE * deadlineMs);
      let run = await runAt(baseline?.port);
      // The reference is wherever a client looks for it, so that one that came to none of these places looks elsewhere.
      const port =
        isReference && !run.relayed
          ? await findPort({ spec: client, input: scenario.input, transport: 'tcp', deadlineMs })
          : undefined;
      if (port !== undefined) run = await runAt(port);
      const cause = causeOf(run, scenario, baseline);
      if (isReference)
        known = {
          exit: exitText(run.exit),
          steps: stepsOf(run.transcript),
          ...defined({ cause, port }),
        };
      const how = run.relayed && !isReference ? ({ relayed: true } as const) : {};
      if (cause === undefined) return { ok: true, ...how };
      return {
        ok: false,
        atFault: isReference || baseline?.cause !== undefined ? 'client' : 'both',
        cause: isReference
          ? cause
          : `${cause}${baseline?.cause === undefined || baseline.cause === cause ? '' : ' (with the reference it is not right either)'}`,
        ...how,
      };
    });
    if (cell.atFault !== 'both' || known === undefined || known.steps.length === 0)
      return { ...about, cell, ...(isReference && known !== undefined ? { baseline: known } : {}) };
    // The client is right with the reference: what does this server say to the same bytes?
    const { steps } = known;
    const said = await withServer(server, notStarted, parts, async ({ connect }): Promise<Cell> => {
      const { failure } = await runScript({ title: 'the same again', steps }, { framing, connect, deadlineMs });
      return failure === undefined
        ? cell
        : {
            ...cell,
            atFault: 'server',
            cause: `to what this client sends it does not answer as the reference does: ${failure.message}`,
          };
    });
    return { ...about, cell: said };
  } finally {
    if (player.build.length > 0) removeBuild(client.folder);
  }
}

interface Met {
  readonly connect: Connector;
  /** Nothing for the reference, which takes no port. */
  readonly where?: Endpoint;
}

async function withServer(
  spec: ProgramSpec | undefined,
  failure: string | undefined,
  { reference }: RowParts,
  use: (met: Met) => Promise<Cell>,
): Promise<Cell> {
  if (failure !== undefined) return { ok: false, atFault: 'server', cause: failure };
  if (spec === undefined) return use({ connect: reference });
  const program = startProgram(spec);
  try {
    const where = await listensAt(program);
    return typeof where === 'string'
      ? { ok: false, atFault: 'server', cause: where }
      : await use({ connect: connectTcp(where), where });
  } finally {
    await program.stop();
  }
}

/** Where it listens, or why it does not. */
async function listensAt(program: Program): Promise<Endpoint | string> {
  const { state, tcp } = await program.listening(STARTS_WITHIN, 'tcp');
  const words = program.output.stderr.text.trimEnd().split('\n').at(-1) ?? '';
  if (state === 'exited')
    return `it ended (${exitText(await program.exited)}) before it listened${words === '' ? '' : `: ${words.slice(0, 200)}`}`;
  const any =
    tcp.find(({ address }) => address === '0.0.0.0' || address === '::' || address.startsWith('127.')) ?? tcp[0];
  if (any === undefined) return `it runs, and listens on no port after ${duration(STARTS_WITHIN)}`;
  return { host: any.address === '0.0.0.0' || any.address === '::' ? '127.0.0.1' : any.address, port: any.port };
}

/** Beside a server with an address of its own there is still 127.0.0.1, where clients look. */
function placesFor(player: Participant, found: number | undefined, server: Endpoint | undefined): Endpoint[] {
  return placesOf(player, found).map((place) =>
    place.port === server?.port && server.host !== '127.0.0.1' && !server.host.includes(':')
      ? { ...place, host: '127.0.0.1' }
      : place,
  );
}

/** How it is started, built where that is needed; or why it cannot be. */
async function prepared(player: Participant, setup: WorkerSetup): Promise<ProgramSpec | string> {
  const folder = await prepare(player, { ...setup, submission: join(setup.submission, player.folder) });
  if (typeof folder === 'string') return { ...player.program, folder };
  const line = (folder.why ?? folder.said).trim().split('\n', 1)[0] ?? '';
  return `it cannot be ${folder.what === 'start' ? 'started' : 'built'}${line === '' ? '' : `: ${line.slice(0, 200)}`}`;
}
