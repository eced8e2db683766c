import { createHash } from 'node:crypto';
import { composeReference } from '../compose/compose-server.js';
import { UsageError } from '../errors/usage-error.js';
import { questionSheet, type QuestionSheet } from '../grade/answers/question-sheet.js';
import type { NumberedLab } from '../lab/numbered-lab.js';

/** What draws a variant of the questions of a lab. Throws a UsageError for a lab without questions. */
export async function questionDrawer(lab: NumberedLab): Promise<(variant?: string) => QuestionSheet> {
  const { transport } = lab.server;
  if ((lab.questions ?? []).length === 0) throw new UsageError(`lab ${lab.number} ${lab.slug} has no questions yet`);
  const server = await composeReference(lab);
  const reference = {
    handler: server.handler,
    framing: server.framing,
    maxFrame: server.settings.maxFrame,
    datagrams: transport === 'udp',
  };
  return (variant) => questionSheet(lab, reference, variant);
}

/** The name of a student's drawing of the questions: it stands in the file, and the student's ID does not. */
export function variantOfStudent(student: string): string {
  return createHash('sha256')
    .update(`questions of ${student.trim().normalize('NFC').toLowerCase()}`)
    .digest('hex')
    .slice(0, 12);
}
