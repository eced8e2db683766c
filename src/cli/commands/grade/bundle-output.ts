import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transcript } from '../../../client/transcript.js';
import { defined } from '../../../core/defined.js';
import { makeBundle } from '../../../grade/bundle/make-bundle.js';
import type { CheckReport, Report } from '../../../grade/report/report.js';
import type { CheckSeen, Reporter } from '../../../grade/reporter.js';
import type { NotGradable, Submission } from '../../../grade/submission/submission.js';
import type { SubmittedFile } from '../../../grade/submission/submitted-file.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { writeOutput } from '../../output-file.js';
import type { GradeFlags } from './grade-flags.js';

/** Writes down what a grading shows, and makes a bundle of it where it was asked for. */
export class BundleOutput implements Reporter {
  readonly #path: string;
  readonly #lab: NumberedLab;
  readonly #flags: GradeFlags;
  readonly #transcripts = new Map<string, Transcript>();
  #submission: Submission | NotGradable | undefined;

  constructor(path: string, lab: NumberedLab, flags: GradeFlags) {
    this.#path = path;
    this.#lab = lab;
    this.#flags = flags;
  }

  submissionTaken(submission: Submission | NotGradable): void {
    this.#submission = submission;
  }

  checkEnded({ id }: CheckReport, { transcript }: CheckSeen): void {
    this.#transcripts.set(id, transcript);
  }

  async programEnded(report: Report, { deadlineMs }: { readonly deadlineMs?: number }): Promise<void> {
    const { audience = 'student', bundleWithSubmission } = this.#flags;
    const { role } = report;
    if (role !== 'server' && role !== 'client') return;
    const submission = this.#submission;
    const files =
      bundleWithSubmission === true && submission?.gradable === true ? await filesOf(submission) : undefined;
    const bytes = makeBundle({
      report,
      lab: this.#lab,
      checks: this.#lab.checks?.[role] ?? [],
      recording: { transcripts: this.#transcripts, ...defined({ deadlineMs }) },
      audience,
      ...defined({ submission: files }),
    });
    await writeOutput('--bundle', this.#path, bytes);
  }
}

function filesOf({ folder, files }: Submission): Promise<SubmittedFile[]> {
  return Promise.all(files.map(async ({ path }) => ({ path, bytes: await readFile(join(folder, path)) })));
}
