import { createHash } from 'node:crypto';
import { UsageError } from '../../errors/usage-error.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import type { LabServer } from '../../server/lab-server.js';
import { questionSheet, type QuestionSheet } from './question-sheet.js';

/** What draws a variant of the questions of a lab. `reference`: the lab's server, which does not run. Throws a UsageError for a lab without questions. */
export function questionDrawer(
  lab: NumberedLab,
  { handler, framing, settings }: LabServer,
): (variant?: string) => QuestionSheet {
  if ((lab.questions ?? []).length === 0) throw new UsageError(`lab ${lab.number} ${lab.slug} has no questions yet`);
  const reference = { handler, framing, maxFrame: settings.maxFrame, datagrams: settings.transport === 'udp' };
  return (variant) => questionSheet(lab, reference, variant);
}

/** The name of a student's drawing of the questions: it stands in the file, and the student's ID does not. */
export function variantOfStudent(student: string): string {
  return createHash('sha256')
    .update(`questions of ${student.trim().normalize('NFC').toLowerCase()}`)
    .digest('hex')
    .slice(0, 12);
}
