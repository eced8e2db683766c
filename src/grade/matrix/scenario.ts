import type { Lab } from '../../lab/lab.js';
import type { ProgramStep, Step } from '../../lab/step.js';

/** What a client is made to do, and what it then has to print. */
export interface Scenario {
  /** Typed at once; then its input ends. */
  readonly input: string;
  readonly prints: readonly string[];
}

/** The scenario of a lab: that of its first check that looks at what a client prints. `undefined` where none does. */
export function scenarioOf({ checks }: Pick<Lab, 'checks'>): Scenario | undefined {
  for (const { script: play } of checks?.client ?? []) {
    if (!('steps' in play)) continue;
    const actions = play.steps.filter((step): step is ProgramStep => step.op === 'program').map(({ action }) => action);
    const prints = actions.flatMap((action) => (action.act === 'prints' ? [action.text] : []));
    if (prints.length === 0) continue;
    const typed = actions.flatMap((action) => (action.act === 'type' ? [action.text] : []));
    return { input: [play.start?.input ?? '', ...typed].join(''), prints };
  }
  return undefined;
}

/** What the lab's own client does with a server: the first check of servers, as it asks for what every right server does. */
export function referenceScript({ checks }: Pick<Lab, 'checks'>): readonly Step[] | undefined {
  const [first] = checks?.server ?? [];
  if (first === undefined || !('steps' in first.script)) return undefined;
  const steps = first.script.steps.filter((step): step is Step => step.op !== 'program' && step.op !== 'automaton');
  return steps.length === first.script.steps.length ? steps : undefined;
}
