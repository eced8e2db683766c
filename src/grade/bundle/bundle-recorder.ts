import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transcript } from '../../client/transcript.js';
import { defined } from '../../core/defined.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import type { CheckReport, Report } from '../report/report.js';
import type { CheckSeen, Reporter } from '../reporter.js';
import type { NotGradable, Submission } from '../submission/submission.js';
import type { SubmittedFile } from '../submission/submitted-file.js';
import { makeBundle } from './make-bundle.js';

/** What bundle is wanted of a grading, and where it goes. */
export interface BundleRequest {
  readonly audience: 'student' | 'staff';
  /** The files that were handed in are put into it too. */
  readonly withSubmission: boolean;
  /** Called for each program of the submission. */
  readonly write: (bundle: Uint8Array) => Promise<void>;
}

/** Writes down what a grading shows, and makes a bundle of it. */
export class BundleRecorder implements Reporter {
  readonly #lab: NumberedLab;
  readonly #request: BundleRequest;
  readonly #transcripts = new Map<string, Transcript>();
  #submission: Submission | NotGradable | undefined;

  constructor(lab: NumberedLab, request: BundleRequest) {
    this.#lab = lab;
    this.#request = request;
  }

  submissionTaken(submission: Submission | NotGradable): void {
    this.#submission = submission;
  }

  checkEnded({ id }: CheckReport, { transcript }: CheckSeen): void {
    this.#transcripts.set(id, transcript);
  }

  async programEnded(report: Report, { deadlineMs }: { readonly deadlineMs?: number }): Promise<void> {
    const { role } = report;
    if (role !== 'server' && role !== 'client') return;
    const { audience, withSubmission, write } = this.#request;
    const files = withSubmission && this.#submission?.gradable === true ? await filesOf(this.#submission) : undefined;
    const bundle = makeBundle({
      report,
      lab: this.#lab,
      checks: this.#lab.checks?.[role] ?? [],
      recording: { transcripts: this.#transcripts, ...defined({ deadlineMs }) },
      audience,
      ...defined({ submission: files }),
    });
    this.#transcripts.clear();
    await write(bundle);
  }
}

function filesOf({ folder, files }: Submission): Promise<SubmittedFile[]> {
  return Promise.all(files.map(async ({ path }) => ({ path, bytes: await readFile(join(folder, path)) })));
}
