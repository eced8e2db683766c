import { defined } from '../../core/defined.js';
import { basename } from 'node:path';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { labPlaces } from '../run/lab-places.js';
import { filledIn } from '../submission/program-command.js';
import type { SubmittedProgram } from '../submission/submitted-program.js';
import type { Submission } from '../submission/submission.js';
import type { Baseline, Cell, Participant, RowClient, RowJob, RowNews } from './matrix-job.js';

/** What takes part, and how it is run. */
export interface MatrixPlan {
  readonly lab: NumberedLab;
  readonly sandbox: Sandbox;
  /** Staged in `folder`, all of them. */
  readonly submissions: readonly Submission[];
  readonly folder: string;
  readonly seed: number;
  /** How many slots at once. */
  readonly jobs: number;
  readonly worker: string;
  readonly signal?: AbortSignal;
  readonly pairEnded?: (server: string, client: string, cell: Cell) => void;
}

/** Every client with every server. The first row and the first column are the lab's own. */
export interface Matrix {
  readonly servers: readonly string[];
  readonly clients: readonly string[];
  /** By server, then by client. */
  readonly cells: readonly (readonly Cell[])[];
}

/** The name of what is the lab's own. */
const REFERENCE = 'reference';

const CLIENTS_OF_A_JOB = 6;
const UNPLAYED: Cell = { ok: false, cause: 'it was not played' };

interface Work {
  readonly row: number;
  readonly job: RowJob;
}

/** Runs every client of the submissions with every server. Rejects with a SandboxError where there is no sandbox. */
export async function runPairs(plan: MatrixPlan): Promise<Matrix> {
  const { lab, submissions, seed } = plan;
  const serving = submissions.flatMap((submission) =>
    submission.server === undefined
      ? []
      : [{ name: submission.name, player: participantOf(lab, submission, submission.server) }],
  );
  const connecting = submissions.flatMap((submission) =>
    submission.client === undefined
      ? []
      : [{ name: submission.name, player: participantOf(lab, submission, submission.client) }],
  );
  const matrix = {
    servers: [REFERENCE, ...serving.map(({ name }) => name)],
    clients: [REFERENCE, ...connecting.map(({ name }) => name)],
  };
  const cells = matrix.servers.map(() => matrix.clients.map(() => UNPLAYED));
  const baselines = new Map<number, Baseline>();
  const report = (row: number, column: number, cell: Cell): void => {
    (cells[row] as Cell[])[column] = cell;
    plan.pairEnded?.(matrix.servers[row] ?? '', matrix.clients[column] ?? '', cell);
  };
  const rowOf = (row: number, server: Participant | undefined): Work[] => {
    const clients = connecting.map(({ player }, index): RowClient => {
      const baseline = baselines.get(index);
      return { index, participant: player, ...defined({ baseline }) };
    });
    const parts = chunks(shuffled(clients, seed + row), CLIENTS_OF_A_JOB);
    return (parts.length === 0 ? [[]] : parts).map((some, part) => ({
      row,
      job: { lab: lab.folder, withScript: part === 0, clients: some, ...defined({ server }) },
    }));
  };
  // How each client does with the reference is what the others are compared with.
  await inLanes(plan, rowOf(0, undefined), ({ row }, { client, cell, baseline }) => {
    if (client !== undefined && baseline !== undefined) baselines.set(client, baseline);
    report(row, client === undefined ? 0 : client + 1, cell);
  });
  await inLanes(
    plan,
    serving.flatMap(({ player }, index) => rowOf(index + 1, player)),
    ({ row }, { client, cell }) => {
      report(row, client === undefined ? 0 : client + 1, cell);
    },
  );
  return { ...matrix, cells };
}

type CellNews = Extract<RowNews, { type: 'cell' }>;

async function inLanes(plan: MatrixPlan, waiting: Work[], report: (work: Work, news: CellNews) => void): Promise<void> {
  const lane = async (slot: number): Promise<void> => {
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) await inSlot(plan, slot, work, report);
  };
  await Promise.all(Array.from({ length: Math.min(plan.jobs, waiting.length) }, (_, slot) => lane(slot)));
}

async function inSlot(
  { folder, worker, signal, lab, sandbox }: MatrixPlan,
  slot: number,
  work: Work,
  report: (work: Work, news: CellNews) => void,
): Promise<void> {
  signal?.throwIfAborted();
  const opened = await sandbox.open<RowJob, RowNews>({
    worker,
    slot,
    staged: folder,
    readable: labPlaces(lab, worker),
    ...defined({ signal }),
  });
  try {
    const last = await new Promise<Exclude<RowNews, CellNews>>((resolve, reject) => {
      opened.onMessage((news) => {
        try {
          if (news.type === 'cell') report(work, news);
          else resolve(news);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      void opened.closed.then(({ said }) => {
        resolve({ type: 'broken', message: `the worker ended too early${said === '' ? '' : `: ${said}`}` });
      });
      opened.send(work.job);
    });
    signal?.throwIfAborted();
    if (last.type === 'broken') throw new Error(`the matrix of lab ${lab.slug} could not be played: ${last.message}`);
  } finally {
    await opened.close();
  }
}

function participantOf(lab: NumberedLab, { folder }: Submission, program: SubmittedProgram): Participant {
  const ports = [
    ...new Set([...program.ports.flatMap(({ port }) => (port === undefined ? [] : [port])), lab.server.port]),
  ];
  const start = filledIn(
    program.start,
    '127.0.0.1',
    program.role === 'client' ? (ports[0] ?? lab.server.port) : lab.server.port,
  );
  return {
    folder: basename(folder),
    check: program.check,
    build: program.build,
    program: {
      command: start.argv,
      ...(start.cwd === '' ? {} : { cwd: start.cwd }),
      env: start.env,
      ...defined({ input: start.stdin }),
    },
    ports,
  };
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** The list in an order that the seed draws. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed | 1;
  return list
    .map((item) => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
      return { item, score: state >>> 0 };
    })
    .sort((a, b) => a.score - b.score)
    .map(({ item }) => item);
}
