import type { Lab } from '../../lab/lab.js';
import type { TakeOptions } from '../submission/analysis.js';
import type { NotGradable, Submission } from '../submission/submission.js';
import { takeSubmission } from '../submission/take-submission.js';
import { stopping } from './stopping.js';

/** Takes in a submission that is to be graded in this lab: what its source shows to stand in the way makes it NotGradable. Throws as `takeSubmission` does. */
export async function takeForLab(
  path: string,
  lab: Pick<Lab, 'server' | 'checks'>,
  options: Omit<TakeOptions, 'transport'>,
): Promise<Submission | NotGradable> {
  const submission = await takeSubmission(path, { ...options, transport: lab.server.transport });
  const stop = stopping(submission.diagnoses, lab);
  if (!submission.gradable || stop === undefined) return submission;
  await submission.dispose();
  return { ...submission, gradable: false, reason: stop.message, diagnoses: [stop] };
}
