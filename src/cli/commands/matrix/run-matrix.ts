import { availableParallelism } from 'node:os';
import { composeGrader } from '../../../compose/compose-grader.js';
import { findLab } from '../../../compose/labs.js';
import { defined } from '../../../core/defined.js';
import { UsageError } from '../../../errors/usage-error.js';
import type { FolderMatrix } from '../../../grade/matrix/grade-folder.js';
import { matrixCsv, matrixHtml, matrixRows, pairsOf } from './matrix-text.js';
import type { Reporter } from '../../../grade/reporter.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { unknownName } from '../../../text/nearest.js';
import { table } from '../../../text/table.js';
import { visible } from '../../../text/visible-text.js';
import { ExitCode } from '../../exit-code.js';
import { terminal, type Terminal } from '../../terminal.js';

/** What `wirelab matrix` is called with. */
export interface MatrixFlags {
  readonly lab?: string | undefined;
  readonly folder?: string | undefined;
  readonly format?: string | undefined;
  readonly jobs?: number | undefined;
  readonly seed?: number | undefined;
  readonly json?: boolean | undefined;
}

const FORMATS = ['text', 'csv', 'html'];

/** `wirelab matrix`. */
export async function runMatrix(flags: MatrixFlags, signal?: AbortSignal): Promise<ExitCode> {
  const { format = 'text', folder = '', seed, jobs = availableParallelism() } = flags;
  if (!FORMATS.includes(format)) throw new UsageError(`--format: ${unknownName('format', format, FORMATS)}`);
  const lab = await findLab(flags.lab ?? '');
  const request = { lab, folder, jobs, ...defined({ seed, signal }) };
  const graded = await composeGrader().gradeFolder(request, matrixProgress(terminal));
  show(graded, lab, flags.json === true ? 'json' : format);
  return pairsOf(graded.matrix).every(({ cell }) => cell.ok) ? ExitCode.ok : ExitCode.failed;
}

/** A line on standard error for each pair, where somebody watches. */
function matrixProgress(to: Terminal): Reporter {
  if (!to.isWatched) return {};
  return {
    pairEnded: (server, client, { ok }) => {
      to.say(`${ok ? 'ok ' : 'NO '} ${server} with ${client}`);
    },
  };
}

function show({ matrix, seed, leftOut }: FolderMatrix, lab: NumberedLab, format: string): void {
  const pairs = pairsOf(matrix);
  const good = pairs.filter(({ cell }) => cell.ok).length;
  const title = `lab ${lab.number} ${lab.slug}: ${good} of ${pairs.length} pairs interoperate`;
  const left = leftOut.map(
    ({ name, reason }) => `left out: ${visible(name, 100)}: ${visible(reason.split('\n', 1)[0] ?? '', 300)}`,
  );
  switch (format) {
    case 'json':
      terminal.json({
        schema: 2,
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
      terminal.write(format === 'csv' ? matrixCsv(matrix) : matrixHtml(matrix, title));
      terminal.say(...left);
      return;
    default: {
      const { rows, causes } = matrixRows(matrix);
      terminal.out([
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
