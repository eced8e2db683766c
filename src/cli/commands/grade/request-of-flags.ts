import { defined } from '../../../core/defined.js';
import { UsageError } from '../../../errors/usage-error.js';
import type { GradedRole, SubmissionRequest } from '../../../grade/grade-request.js';
import { unknownName } from '../../../text/nearest.js';
import { chosenLab } from '../../chosen-lab.js';
import type { GradeFlags } from './grade-flags.js';

const ROLES: readonly GradedRole[] = ['server', 'client', 'handler', 'answers'];

/** The request that the flags are. Throws a UsageError for what does not exist or has no checks. */
export async function requestOfFlags(flags: GradeFlags, signal?: AbortSignal): Promise<SubmissionRequest> {
  const { only, student, submission = '', unsafeNoSandbox, out } = flags;
  const lab = await chosenLab(flags.lab ?? '', flags);
  const role = roleOf(flags.role);
  if (role === 'answers') {
    if (only !== undefined) throw new UsageError('--only is of programs: all answers are marked at once');
  } else {
    const ids = (['server', 'client'] as const).flatMap((one) => (lab.checks?.[one] ?? []).map(({ id }) => id));
    if (ids.length === 0) throw new UsageError(`lab ${lab.number} ${lab.slug} has no checks yet`);
    const unknown = only?.find((id) => !ids.includes(id));
    if (unknown !== undefined) throw new UsageError(`--only: ${unknownName('check', unknown, [...new Set(ids)])}`);
  }
  const { seed } = flags;
  const unsafe = unsafeNoSandbox === true;
  return { lab, path: submission, unsafe, ...defined({ role, seed, student, only, signal, marksFrom: out }) };
}

function roleOf(given: string | undefined): GradedRole | undefined {
  const role = ROLES.find((one) => one === given);
  if (role === undefined && given !== undefined) throw new UsageError(`--role: ${unknownName('role', given, ROLES)}`);
  return role;
}
