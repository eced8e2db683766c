import type { StudentFlags } from '../../chosen-lab.js';

/** What `wirelab grade` is called with. */
export interface GradeFlags extends StudentFlags {
  readonly lab?: string | undefined;
  readonly submission?: string | undefined;
  readonly role?: string | undefined;
  readonly target?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly audience?: 'student' | 'staff' | undefined;
  readonly unsafeNoSandbox?: boolean | undefined;
  readonly bundle?: string | undefined;
  readonly bundleWithSubmission?: boolean | undefined;
  readonly repeat?: number | undefined;
  readonly jobs?: number | undefined;
  readonly watch?: boolean | undefined;
  readonly varySeed?: boolean | undefined;
  readonly json?: boolean | undefined;
}
