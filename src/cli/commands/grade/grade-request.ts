import { defined } from '../../../core/defined.js';
import { UsageError } from '../../../errors/usage-error.js';
import { unknownName } from '../../../text/nearest.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { chosenLab } from '../../chosen-lab.js';
import type { GradeFlags } from './grade-flags.js';

/** What can be asked for. A handler is graded as the server that it makes. */
export type GradedRole = 'server' | 'client' | 'handler';

const ROLES: readonly GradedRole[] = ['server', 'client', 'handler'];

/** What is to be graded, and how: the flags, looked at once for as many gradings as there are. */
export interface GradeRequest {
  readonly lab: NumberedLab;
  /** Where the submission is. */
  readonly path: string;
  readonly role?: GradedRole;
  readonly only?: readonly string[];
  readonly seed: number;
  /** Whose variant of the lab it is. */
  readonly student?: string;
  readonly unsafe: boolean;
}

/** The request that the flags are. Throws a UsageError for what does not exist or has no checks. */
export async function gradeRequest(flags: GradeFlags): Promise<GradeRequest> {
  const lab = await chosenLab(flags.lab ?? '', flags);
  const role = roleOf(flags.role);
  if ((['server', 'client'] as const).every((one) => (lab.checks?.[one] ?? []).length === 0)) {
    throw new UsageError(`lab ${lab.number} ${lab.slug} has no checks yet`);
  }
  const ids = (['server', 'client'] as const).flatMap((one) => (lab.checks?.[one] ?? []).map(({ id }) => id));
  const unknown = flags.only?.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new UsageError(`--only: ${unknownName('check', unknown, [...new Set(ids)])}`);
  return {
    lab,
    path: flags.submission ?? '',
    ...defined({ role, student: flags.student, only: flags.only }),
    seed: flags.seed ?? Math.floor(Math.random() * 2 ** 31),
    unsafe: flags.unsafeNoSandbox === true,
  };
}

function roleOf(given: string | undefined): GradedRole | undefined {
  const role = ROLES.find((one) => one === given);
  if (role === undefined && given !== undefined)
    throw new UsageError(`--role: ${unknownName('role', given, [...ROLES, 'answers'])}`);
  return role;
}
