/** What was found out about one thing that this machine has, or should have. */
export interface DoctorFinding {
  readonly name: string;
  readonly status: 'ok' | 'missing' | 'problem';
  /** What is there, or what is wrong and what to do about it. */
  readonly detail: string;
  /** What it is needed for. */
  readonly for: string;
  /** True when wirelab itself cannot do without it. */
  readonly essential: boolean;
  /** The Debian package that has it. */
  readonly package?: string;
}

/** What is looked for, before it is known how it is. */
export type LookedFor = Pick<DoctorFinding, 'name' | 'for' | 'essential'>;

/** True when nothing is wrong that wirelab itself cannot do without. */
export function isFit(findings: readonly DoctorFinding[]): boolean {
  return findings.every(({ essential, status }) => !essential || status === 'ok');
}

/** The words for an error of the system. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
