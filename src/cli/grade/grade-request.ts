import { findLab } from '../../compose/labs.js';
import { UsageError } from '../../compose/usage-error.js';
import { unknownName } from '../../core/nearest.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import type { GradeFlags } from './grade-flags.js';

/** What is to be graded, and how: the flags, looked at once for as many gradings as there are. */
export interface GradeRequest {
  readonly lab: NumberedLab;
  /** Where the submission is. */
  readonly path: string;
  readonly role?: 'server' | 'client';
  readonly only?: readonly string[];
  readonly seed: number;
  readonly unsafe: boolean;
}

/** The request that the flags are. Throws a UsageError for what does not exist or has no checks. */
export async function gradeRequest(flags: GradeFlags): Promise<GradeRequest> {
  const lab = await findLab(flags.lab ?? '');
  const role = roleOf(flags.role);
  if ((['server', 'client'] as const).every((one) => (lab.checks?.[one] ?? []).length === 0)) {
    throw new UsageError(`lab ${lab.number} ${lab.slug} has no checks yet`);
  }
  return {
    lab,
    path: flags.submission ?? '',
    ...(role === undefined ? {} : { role }),
    ...(flags.only === undefined ? {} : { only: flags.only }),
    seed: flags.seed ?? Math.floor(Math.random() * 2 ** 31),
    unsafe: flags.unsafeNoSandbox === true,
  };
}

function roleOf(role: string | undefined): 'server' | 'client' | undefined {
  if (role === undefined || role === 'server' || role === 'client') return role;
  throw new UsageError(`--role: ${unknownName('role', role, ['server', 'client'])}`);
}
