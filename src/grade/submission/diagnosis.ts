/** What can be wrong with a submission before it runs. */
export type DiagnosisKind =
  | 'refused'
  | 'settings'
  | 'empty'
  | 'no-program'
  | 'language-missing'
  | 'several-programs'
  | 'python-2'
  | 'text-on-socket'
  | 'syntax'
  | 'compile'
  | 'missing-module'
  | 'missing-file'
  | 'gui'
  | 'windows-only'
  | 'operator'
  | 'asks-for-port'
  | 'arguments'
  | 'foreign-address';

/** Something that is wrong with a submission, or will be when it runs. */
export interface Diagnosis {
  readonly kind: DiagnosisKind;
  /** One sentence for the student, with what to do. */
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  /** The compiler's or interpreter's own words. */
  readonly says?: string;
  /** True when the program cannot work as it is. */
  readonly stops: boolean;
}
