import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defined } from '../../core/defined.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { unknownName } from '../../text/nearest.js';
import type { CheckReport, Report } from '../report/report.js';

/** A program that comes with a lab, and what has to become of it. */
export interface KnownProgram {
  readonly path: string;
  readonly kind: 'solution' | 'wrong' | 'starter';
  readonly role: 'server' | 'client';
  /** Wrong: the check that it has to fail. */
  readonly fails?: string;
}

/** What became of a known program one time. */
export interface Trial {
  readonly seed: number;
  readonly outcome: Report['outcome'];
  /** Ids of checks. */
  readonly failed: readonly string[];
  readonly durationMs: number;
  /** What is not as it has to be; nothing when it is. */
  readonly problem?: string;
}

/** A known program with all its trials. */
export interface Proof {
  readonly program: KnownProgram;
  readonly trials: readonly Trial[];
}

const MARK = /wirelab: fails ([a-z0-9-]+)/;

/** The solutions, wrong programs and starters of a lab. */
export function knownPrograms(lab: NumberedLab): readonly KnownProgram[] {
  return (['solution', 'wrong', 'starter'] as const).flatMap((kind) =>
    entries(join(lab.folder, kind)).flatMap((file): KnownProgram[] => {
      const role = /^(server|client)\b/i.exec(file)?.[1]?.toLowerCase();
      if (role !== 'server' && role !== 'client') return [];
      const path = join(lab.folder, kind, file);
      const fails = kind === 'wrong' ? MARK.exec(readFileSync(path, 'utf8').split('\n', 1)[0] ?? '')?.[1] : undefined;
      return [{ path, kind, role, ...defined({ fails }) }];
    }),
  );
}

/** What of a report a proof keeps: transcripts of thousands would fill the memory. */
export function trialOf(program: KnownProgram, report: Report): Trial {
  const { seed, outcome, durationMs, checks } = report;
  const problem = problemOf(program, report);
  return {
    seed,
    outcome,
    durationMs,
    failed: checks.filter(({ status }) => status === 'fail').map(({ id }) => id),
    ...defined({ problem }),
  };
}

/** What a report says of a known program that it should not say. */
export function problemOf(
  { kind, role, fails, path }: KnownProgram,
  { outcome, reason, score, maxScore, checks }: Report,
): string | undefined {
  if (outcome === 'grader-error') return `the grader failed: ${reason ?? ''}`;
  const by = (...states: readonly CheckReport['status'][]): string[] =>
    checks.filter(({ status }) => states.includes(status)).map(({ id }) => id);
  const broken = by('error');
  if (broken.length > 0) return `could not be run: ${broken.join(', ')}`;
  switch (kind) {
    case 'solution': {
      if (outcome !== 'graded') return `a solution has to be gradable: ${reason ?? ''}`;
      const lost = by('fail', 'skip', 'flaky');
      return lost.length === 0 ? undefined : `a solution has to pass everything; it does not pass ${lost.join(', ')}`;
    }
    case 'starter':
      if (outcome !== 'graded') return `a starter has to be gradable: ${reason ?? ''}`;
      return score === maxScore ? 'a starter must not pass' : undefined;
    case 'wrong': {
      if (fails === undefined)
        return `the first line of ${basename(path)} has to say which check it fails: wirelab: fails ID`;
      if (outcome !== 'graded') return `a wrong program has to be gradable: ${reason ?? ''}`;
      if (!checks.some(({ id }) => id === fails))
        return `its first line names a check that a ${role} does not have: ${unknownName(
          'check',
          fails,
          checks.map(({ id }) => id),
        )}`;
      const failed = by('fail', 'flaky');
      if (failed.length === 1 && failed[0] === fails && by('flaky').length === 0) return undefined;
      return `it has to fail ${fails} and nothing else; it fails ${failed.length === 0 ? 'nothing' : failed.join(', ')}`;
    }
  }
}

/** The checks that no wrong program fails: nothing shows that they can fail. */
export function unprovedChecks(lab: NumberedLab, programs: readonly KnownProgram[]): readonly string[] {
  return (['server', 'client'] as const).flatMap((role) =>
    (lab.checks?.[role] ?? [])
      .map(({ id }) => id)
      .filter((id) => !programs.some((program) => program.role === role && program.fails === id))
      .map((id) => `${role} ${id}`),
  );
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
