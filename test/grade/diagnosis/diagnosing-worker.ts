import { defined } from '../../../src/core/defined.js';
import { runCheck } from '../../../src/grade/check/run-check.js';
import { ClientTarget } from '../../../src/grade/target/client-target.js';
import { ServerTarget } from '../../../src/grade/target/server-target.js';
import { NotUp, type Finding, type RunningTarget, type Target } from '../../../src/grade/target/target.js';
import { workerChannel } from '../../../src/grade/sandbox/worker-channel.js';
import raw from '../../../src/framings/raw.js';
import type { Check } from '../../../src/lab/check.js';
import type { Failure } from '../../../src/client/failure.js';

/** A program, and what is done with it. */
export interface Case {
  readonly id: number;
  readonly role: 'server' | 'client';
  readonly command: readonly string[];
  readonly play: Check['script'];
  /** Default: that of the programs. */
  readonly folder?: string;
  readonly toldPort?: number;
  /** How long a late reply is waited for. */
  readonly lateMs?: number;
  /** Checks of one client each before that. */
  readonly before?: number;
}

/** What was found out about it. */
export interface Diagnosed {
  readonly id: number;
  readonly fault?: Pick<Failure, 'kind' | 'message'>;
  readonly findings: readonly Finding[];
  /** Not the program's fault. */
  readonly error?: string;
}

const DEADLINE_MS = 400;

const channel = workerChannel<Case, Diagnosed>();
channel.onMessage((asked) => {
  void diagnosed(asked).then((told) => {
    channel.send({ ...told, id: asked.id });
  });
});

async function diagnosed({
  role,
  command,
  folder = channel.setup.submission,
  play,
  toldPort,
  lateMs = 500,
  before = 0,
}: Case): Promise<Omit<Diagnosed, 'id'>> {
  const spec = { command, folder };
  const target: Target =
    role === 'server'
      ? new ServerTarget({
          spec,
          transport: 'tcp',
          startsWithinMs: 4000,
          deadlineMs: DEADLINE_MS,
          ...defined({ toldPort }),
        })
      : new ClientTarget({
          spec,
          transport: 'tcp',
          places: [{ host: '0.0.0.0', port: 65432 }],
          deadlineMs: DEADLINE_MS,
        });
  for (let i = 0; i < before; i++)
    await run(target, {
      steps: [{ op: 'send', messages: ['hello'] }, { op: 'expect', messages: ['hello'] }, { op: 'close' }],
    });
  try {
    return await run(target, play, lateMs);
  } catch (error) {
    if (error instanceof NotUp) return { fault: error.failure, findings: [] };
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error), findings: [] };
  }
}

async function run(target: Target, play: Check['script'], lateMs = 500): Promise<Omit<Diagnosed, 'id'>> {
  let opened: RunningTarget | undefined;
  const check: Check = { id: 'check', title: 'check', points: 1, because: '', script: play };
  const handler = { name: 'none', summary: '', examples: [], message: () => undefined };
  const settings = {
    framing: raw(),
    handler: handler as never,
    maxFrame: 65536,
    seed: 1,
    deadlineMs: DEADLINE_MS,
    lateMs,
  };
  const start = 'start' in play ? play.start : undefined;
  const { failure } = await runCheck(check, async () => (opened ??= await target.open(start ?? {})), settings);
  const findings = (await opened?.close()) ?? [];
  return { findings, ...defined({ fault: failure }) };
}
