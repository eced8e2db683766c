import { defined } from '../../core/defined.js';
import type { Framing } from '../../core/framing.js';
import type { Handler } from '../../core/handler.js';
import type { Check } from '../../lab/check.js';
import type { Lab } from '../../lab/lab.js';
import { defaultSettings } from '../../server/server-settings.js';
import { ClientTarget } from '../target/client-target.js';
import { runChecks } from '../check/run-checks.js';
import { ServerTarget } from '../target/server-target.js';
import type { Target } from '../target/target.js';
import type { ProgramSpec } from '../sandbox/program.js';
import type { WorkerSetup } from '../sandbox/worker-setup.js';
import { checksOf, type Job, type WorkerNews } from './job.js';
import { prepare } from './prepare.js';

const STARTS_WITHIN = 10_000;

/** What a job is about, loaded. */
export interface JobParts {
  readonly lab: Lab;
  readonly handler: Handler<unknown>;
  readonly framing: Framing;
  /** The most that any wait takes on this machine now. */
  readonly deadlineMs: number;
}

/** Does a job in a worker, and reports what comes of it. */
export async function doJob(
  job: Job,
  { lab, handler, framing, deadlineMs }: JobParts,
  setup: WorkerSetup,
  report: (news: WorkerNews) => void,
): Promise<void> {
  const folder = await prepare(job, setup);
  if (typeof folder !== 'string') {
    report(folder);
    return;
  }
  report({ type: 'built' });
  const spec: ProgramSpec = { ...job.program, folder };
  const target: Target =
    job.role === 'server'
      ? new ServerTarget({
          spec,
          transport: lab.server.transport,
          startsWithinMs: STARTS_WITHIN,
          deadlineMs,
          bare: job.bare,
          ownNetwork: setup.boxed,
          ...defined({ toldPort: job.toldPort }),
        })
      : new ClientTarget({
          spec,
          transport: lab.server.transport,
          places: job.places,
          anyPort: setup.boxed,
          deadlineMs,
          bare: job.bare,
        });
  const settings = { framing, handler, maxFrame: defaultSettings.maxFrame, seed: job.seed, deadlineMs };
  await runChecks(wanted(checksOf(lab, job.role, job.checks), job.only), target, settings, {
    started: ({ id }) => {
      report({ type: 'started', id });
    },
    attempted: ({ id }, attempt, passed) => {
      report({ type: 'attempted', id, attempt, passed });
    },
    ended: ({ check, ...result }) => {
      report({ type: 'result', result: { ...result, id: check.id } });
    },
  });
  report({ type: 'done', deadlineMs });
}

/** The checks with these ids and those that they need. */
export function wanted(checks: readonly Check[], only: readonly string[] | undefined): readonly Check[] {
  if (only === undefined) return checks;
  const ids = new Set<string>();
  const add = (id: string): void => {
    if (ids.has(id)) return;
    ids.add(id);
    for (const needed of checks.find((check) => check.id === id)?.needs ?? []) add(needed);
  };
  only.forEach(add);
  return checks.filter(({ id }) => ids.has(id));
}
