import { composeReference } from '../compose/compose-server.js';
import { questionDrawer } from '../grade/answers.js';
import type { QuestionSheet } from '../grade/answers/question-sheet.js';
import type { NumberedLab } from '../lab/numbered-lab.js';

/** What draws a variant of the questions of a lab. Throws a UsageError for a lab without questions. */
export async function labQuestionDrawer(lab: NumberedLab): Promise<(variant?: string) => QuestionSheet> {
  return questionDrawer(lab, await composeReference(lab));
}
