import type { Check } from '../../lab/check.js';
import type { ProgramAction } from '../../lab/program-action.js';

/** The checks of a server, by whether its port is enough for them. */
export interface PortChecks {
  /** What they need is told among themselves. */
  readonly tried: readonly Check[];
  readonly left: readonly LeftCheck[];
}

/** A check that cannot be tried through a port, and why. */
export interface LeftCheck {
  readonly check: Check;
  readonly reason: string;
}

/** Parts the checks that can be tried through a port from those that cannot. A connection in memory has no buffers that could become full. */
export function portChecks(checks: readonly Check[], hasBuffers = true): PortChecks {
  const left = checks.flatMap((check): LeftCheck[] => {
    const what = whatElse(check);
    if (what !== undefined) return [{ check, reason: `the check has to ${what}, which cannot be done through a port` }];
    return hasBuffers || !fillsBuffers(check)
      ? []
      : [{ check, reason: 'the check has to fill the buffers of a connection, and one in memory has none' }];
  });
  const isLeft = new Set(left.map(({ check }) => check.id));
  const byId = new Map(checks.map((check) => [check.id, check]));
  // Where a needed check cannot be tried, what that one needs has to pass.
  const needed = (ids: readonly string[] = []): string[] => [
    ...new Set(ids.flatMap((id) => (isLeft.has(id) ? needed(byId.get(id)?.needs) : [id]))),
  ];
  return {
    tried: checks.filter(({ id }) => !isLeft.has(id)).map((check) => ({ ...check, needs: needed(check.needs) })),
    left,
  };
}

/** True for a check that needs nothing but the server's port. */
export function needsOnlyPort(check: Pick<Check, 'script'>): boolean {
  return whatElse(check) === undefined;
}

function fillsBuffers({ script: play }: Pick<Check, 'script'>): boolean {
  return 'steps' in play && play.steps.some(({ op }) => op === 'pause' || op === 'overfill');
}

/** What has to be done with the program besides talking to it. */
function whatElse({ script: play }: Pick<Check, 'script'>): string | undefined {
  if (!('steps' in play)) return undefined;
  if (play.start !== undefined) return 'start the program';
  for (const step of play.steps) {
    if (step.op === 'program' && step.action.act !== 'runs') return WORDS[step.action.act];
  }
  return undefined;
}

const WORDS: Readonly<Record<Exclude<ProgramAction['act'], 'runs'>, string>> = {
  start: 'start the program again',
  signal: 'stop the program',
  type: 'type something',
  'end-input': 'end what is typed',
  prints: 'see what the program prints',
  printed: 'see what the program prints',
  ends: 'see the program end',
  'let-in': 'wait until the program was refused',
  listens: 'see where the program listens',
  refuses: 'reach the program at other addresses',
  settles: 'look at the sockets of the program',
};
