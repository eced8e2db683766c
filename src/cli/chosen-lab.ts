import { readFileSync } from 'node:fs';
import { findLab } from '../compose/labs.js';
import { studentValues, withValues } from '../compose/student-variant.js';
import { UsageError } from '../errors/usage-error.js';
import type { NumberedLab } from '../lab/numbered-lab.js';

const SECRET = 'WIRELAB_COURSE_SECRET';
const SHORTEST = 16; // characters

/** Whose variant of a lab is meant. */
export interface StudentFlags {
  readonly student?: string | undefined;
  readonly courseSecret?: string | undefined;
}

/** The lab that the command line names: a student's own, where one is named. Throws a UsageError. */
export async function chosenLab(reference: string, { student, courseSecret }: StudentFlags): Promise<NumberedLab> {
  const lab = await findLab(reference);
  if (student === undefined) {
    if (courseSecret !== undefined) throw new UsageError('--course-secret goes with --student ID');
    return lab;
  }
  const secret = secretOf(courseSecret);
  return lab.variants === undefined
    ? lab
    : withValues(lab, studentValues(lab, lab.variants.dimensions, student, secret));
}

function secretOf(file: string | undefined): string {
  let secret = process.env[SECRET] ?? '';
  if (file !== undefined) {
    try {
      secret = readFileSync(file, 'utf8').trim();
    } catch (error) {
      throw new UsageError(`cannot read the course secret: ${(error as Error).message}`, { cause: error });
    }
  }
  if (secret.length >= SHORTEST) return secret;
  const where = file ?? SECRET;
  throw new UsageError(
    secret === ''
      ? `--student needs the secret of the course: --course-secret FILE or ${SECRET}; make one with: openssl rand -hex 32 > course-secret`
      : `the course secret in ${where} has ${secret.length} characters, fewer than ${SHORTEST}: whoever guesses it knows every variant`,
  );
}
