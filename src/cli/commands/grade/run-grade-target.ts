import { defined } from '../../../core/defined.js';
import { labReference } from '../../../compose/labs.js';
import { composeReference } from '../../../compose/compose-server.js';
import { UsageError } from '../../../errors/usage-error.js';
import { gradeTarget } from '../../../grade/run/grade-target.js';
import { openTarget } from '../../../grade/run/open-target.js';
import type { Report } from '../../../grade/report/report.js';
import type { ExitCode } from '../../exit-code.js';
import type { GradeFlags } from './grade-flags.js';
import { gradeRequest } from './grade-request.js';
import { exitOf, showReport, writerFor } from './report-output.js';
import { targetFlag } from './target-flag.js';
import { version } from '../../../compose/version.js';

/** `wirelab grade --target`. */
export async function runGradeTarget(
  flags: GradeFlags & { readonly target: string },
  signal?: AbortSignal,
): Promise<ExitCode> {
  for (const [what, value] of [
    [`a submission (${flags.submission ?? ''})`, flags.submission],
    ['--repeat', flags.repeat],
    ['--watch', flags.watch],
    ['--unsafe-no-sandbox', flags.unsafeNoSandbox],
  ] as const) {
    if (value !== undefined)
      throw new UsageError(
        `--target grades a server that runs already, and ${what} a program that is started: give one of them`,
      );
  }
  const writer = await writerFor(flags);
  const { lab, role, only, seed } = await gradeRequest(flags);
  if (role !== undefined && role !== 'server')
    throw new UsageError(`--target is a server that runs already: a ${role} is graded from its files`);
  if ((lab.checks?.server ?? []).length === 0)
    throw new UsageError(`lab ${lab.number} ${lab.slug} has no checks for servers yet`);
  const put = (report: Report): Promise<void> => showReport(report, writer, flags);
  const target = await openTarget(targetFlag(flags.target), (listen) =>
    composeReference(lab, { seed, ...defined({ listen }) }),
  );
  try {
    const report = await gradeTarget({
      lab,
      target,
      seed,
      tool: { name: 'wirelab', version: version() },
      replay: ['wirelab', 'grade', labReference(lab), '--target', flags.target, '--seed', String(seed)],
      ...defined({ only, signal, begun: flags.out === undefined ? undefined : put }),
      ...(process.stderr.isTTY
        ? {
            progress: ({ id, status }) => {
              process.stderr.write(`${status.padEnd(5)} ${id}\n`);
            },
          }
        : {}),
    });
    await put(report);
    return exitOf(report);
  } finally {
    await target.close();
  }
}
