import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../core/defined.js';
import { UsageError } from '../../errors/usage-error.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import type { MatrixRequest } from '../grade-request.js';
import type { Installation } from '../installation.js';
import type { Reporter } from '../reporter.js';
import { takeForLab } from '../run/take-for-lab.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { temporaryFolder } from '../sandbox/temporary-folder.js';
import type { Languages } from '../submission/languages.js';
import type { Submission } from '../submission/submission.js';
import { runPairs, type Matrix } from './run-pairs.js';
import { scenarioOf } from './scenario.js';

/** A folder of submissions, how it is graded, and who is told. */
export interface FolderGrading extends MatrixRequest {
  readonly seed: number;
  readonly installation: Installation;
  readonly sandbox: Sandbox;
  readonly reporter: Required<Reporter>;
}

/** Which clients and servers of a folder interoperate. */
export interface FolderMatrix {
  readonly matrix: Matrix;
  readonly seed: number;
  /** Entries of the folder that take no part, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** Takes in every submission of a folder, and lets every client meet every server. */
export async function gradeFolder({
  lab,
  folder,
  seed,
  jobs,
  signal,
  installation,
  sandbox,
  reporter,
}: FolderGrading): Promise<FolderMatrix> {
  if (lab.server.transport !== 'tcp')
    throw new UsageError(`lab ${lab.number} ${lab.slug} is about UDP, and a matrix is run over TCP`);
  if (scenarioOf(lab) === undefined)
    throw new UsageError(
      `lab ${lab.number} ${lab.slug} has no checks that look at what a client prints, by which a matrix could be judged`,
    );
  await installation.reference(lab); // a mistake in its handler is told before anything is run
  const names = entriesOf(folder);
  const stage = temporaryFolder('files');
  if (process.getuid?.() === 0) chmodSync(stage.path, 0o755); // the sandbox runs as another user then
  try {
    const { submissions, leftOut } = await taken(folder, names, lab, {
      tmpdir: stage.path,
      languages: await installation.languages(),
    });
    if (submissions.every(({ server, client }) => server === undefined && client === undefined))
      throw new UsageError(
        `there is no server and no client in ${folder}: each of its entries is one submission (a file, a folder, a zip or a tar.gz)`,
      );
    const worker = installation.ownModule('src/compose/workers/matrix-worker');
    const pairEnded = reporter.pairEnded.bind(reporter);
    const plan = { lab, sandbox, submissions, seed, jobs, folder: stage.path, worker, pairEnded };
    return { matrix: await runPairs({ ...plan, ...defined({ signal }) }), seed, leftOut };
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
  lab: NumberedLab,
  options: { readonly tmpdir: string; readonly languages: Languages },
): Promise<{
  readonly submissions: Submission[];
  readonly leftOut: { readonly name: string; readonly reason: string }[];
}> {
  const submissions: Submission[] = [];
  const leftOut: { readonly name: string; readonly reason: string }[] = [];
  for (const name of names) {
    const submission = await takeForLab(join(folder, name), lab, options);
    if (!submission.gradable) leftOut.push({ name, reason: submission.reason });
    else if (submission.server === undefined && submission.client === undefined)
      leftOut.push({ name, reason: `it is neither a server nor a client (${submission.role})` });
    else submissions.push(submission);
  }
  return { submissions, leftOut };
}
