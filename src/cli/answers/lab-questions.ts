import { composeServer } from '../../compose/compose-server.js';
import { UsageError } from '../../compose/usage-error.js';
import { questionSheet, type QuestionSheet } from '../../grade/answers/question-sheet.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';

/** The questions of a lab in one variant. Throws a UsageError for a lab without questions. */
export async function labQuestions(lab: NumberedLab, variant?: string): Promise<QuestionSheet> {
  const { transport, framing, handler } = lab.server;
  if ((lab.questions ?? []).length === 0) throw new UsageError(`lab ${lab.number} ${lab.slug} has no questions yet`);
  const reference = await composeServer({ transport, framing, handler, port: 0 });
  return questionSheet(lab, { handler: reference.handler, framing: reference.framing, maxFrame: reference.settings.maxFrame, datagrams: transport === 'udp' }, variant);
}
