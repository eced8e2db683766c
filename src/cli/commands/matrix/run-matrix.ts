import { defined } from '../../../core/defined.js';
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { composeHandler } from '../../../compose/compose-server.js';
import { findLab } from '../../../compose/labs.js';
import { UsageError } from '../../../errors/usage-error.js';
import { unknownName } from '../../../text/nearest.js';
import { matrixCsv, matrixHtml, matrixRows, pairsOf } from '../../../grade/matrix/matrix-text.js';
import { playMatrix, type Matrix } from '../../../grade/matrix/play-matrix.js';
import { scenarioOf } from '../../../grade/matrix/scenario.js';
import { visible } from '../../../text/visible-text.js';
import { ownModule } from '../../../grade/sandbox/own-module.js';
import { SandboxError } from '../../../grade/sandbox/sandbox-error.js';
import { temporaryFolder } from '../../../grade/sandbox/temporary-folder.js';
import type { Submission } from '../../../grade/submission/submission.js';
import { takeForLab } from '../../../grade/run/take-for-lab.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { ExitCode } from '../../exit-code.js';
import { MachineError } from '../../../errors/machine-error.js';
import { printJson, printLines } from '../../print.js';
import { table } from '../../../text/table.js';

/** What `wirelab matrix` is called with. */
export interface MatrixFlags {
  readonly lab?: string | undefined;
  readonly folder?: string | undefined;
  readonly format?: string | undefined;
  readonly jobs?: number | undefined;
  readonly seed?: number | undefined;
  readonly json?: boolean | undefined;
}

/** An entry of the folder that takes no part, and why. */
interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

const FORMATS = ['text', 'csv', 'html'];

/** `wirelab matrix`. */
export async function runMatrix(flags: MatrixFlags, signal?: AbortSignal): Promise<ExitCode> {
  const {
    format = 'text',
    folder = '',
    seed = Math.floor(Math.random() * 2 ** 31),
    jobs = availableParallelism(),
  } = flags;
  if (!FORMATS.includes(format)) throw new UsageError(`--format: ${unknownName('format', format, FORMATS)}`);
  const lab = await findLab(flags.lab ?? '');
  if (lab.server.transport !== 'tcp')
    throw new UsageError(`lab ${lab.number} ${lab.slug} is about UDP, and a matrix is played over TCP`);
  if (scenarioOf(lab) === undefined)
    throw new UsageError(
      `lab ${lab.number} ${lab.slug} has no checks that look at what a client prints, by which a matrix could be judged`,
    );
  await composeHandler(lab.server.handler, lab); // a mistake in it is told before anything is played
  const names = entriesOf(folder);
  const stage = temporaryFolder('files');
  if (process.getuid?.() === 0) chmodSync(stage.path, 0o755); // the sandbox runs as another user then
  try {
    const { submissions, leftOut } = await taken(folder, names, stage.path, lab);
    if (submissions.every(({ server, client }) => server === undefined && client === undefined)) {
      throw new UsageError(
        `there is no server and no client in ${folder}: each of its entries is one submission (a file, a folder, a zip or a tar.gz)`,
      );
    }
    const matrix = await playMatrix({
      lab,
      submissions,
      seed,
      jobs,
      folder: stage.path,
      worker: ownModule('src/compose/workers/matrix-worker'),
      ...defined({ signal }),
      ...(process.stderr.isTTY
        ? {
            progress: (server, client, { ok }) => {
              process.stderr.write(`${ok ? 'ok ' : 'NO '} ${server} with ${client}\n`);
            },
          }
        : {}),
    });
    show(matrix, leftOut, lab, seed, flags.json === true ? 'json' : format);
    return pairsOf(matrix).every(({ cell }) => cell.ok) ? ExitCode.ok : ExitCode.failed;
  } catch (error) {
    if (error instanceof SandboxError) throw new MachineError(error.line);
    throw error;
  } finally {
    stage.remove();
  }
}

function entriesOf(folder: string): string[] {
  try {
    if (statSync(folder).isDirectory())
      return readdirSync(folder)
        .filter((name) => !name.startsWith('.'))
        .sort();
  } catch {
    // Told below.
  }
  throw new UsageError(`${folder} is no folder: give one whose entries are submissions`);
}

/** Each submission is staged in the one folder that the sandbox is given. */
async function taken(
  folder: string,
  names: readonly string[],
  tmpdir: string,
  lab: NumberedLab,
): Promise<{ readonly submissions: Submission[]; readonly leftOut: LeftOut[] }> {
  const submissions: Submission[] = [];
  const leftOut: LeftOut[] = [];
  for (const name of names) {
    const submission = await takeForLab(join(folder, name), lab, { tmpdir });
    if (!submission.gradable) leftOut.push({ name, reason: submission.reason });
    else if (submission.server === undefined && submission.client === undefined)
      leftOut.push({ name, reason: `it is neither a server nor a client (${submission.role})` });
    else submissions.push(submission);
  }
  return { submissions, leftOut };
}

function show(matrix: Matrix, leftOut: readonly LeftOut[], lab: NumberedLab, seed: number, format: string): void {
  const pairs = pairsOf(matrix);
  const good = pairs.filter(({ cell }) => cell.ok).length;
  const title = `lab ${lab.number} ${lab.slug}: ${good} of ${pairs.length} pairs get on`;
  const left = leftOut.map(
    ({ name, reason }) => `left out: ${visible(name, 100)}: ${visible(reason.split('\n', 1)[0] ?? '', 300)}`,
  );
  switch (format) {
    case 'json':
      printJson({
        schema: 1,
        ok: good === pairs.length,
        lab: lab.slug,
        seed,
        servers: matrix.servers,
        clients: matrix.clients,
        cells: pairs.map(({ server, client, cell }) => ({ server, client, ...cell })),
        leftOut,
      });
      return;
    case 'csv':
    case 'html':
      process.stdout.write(format === 'csv' ? matrixCsv(matrix) : matrixHtml(matrix, title));
      if (left.length > 0) process.stderr.write(`${left.join('\n')}\n`);
      return;
    default: {
      const { rows, causes } = matrixRows(matrix);
      printLines([
        `${title} (seed ${seed})`,
        '',
        ...table(rows),
        ...(causes.length === 0 ? [] : ['']),
        ...causes.map((cause, index) => `${String(index + 1).padStart(3)}  ${cause}`),
        ...(left.length === 0 ? [] : ['', ...left]),
      ]);
    }
  }
}
