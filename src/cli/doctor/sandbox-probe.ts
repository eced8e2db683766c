import { findProgram } from '../../bench/find-program.js';
import type { Finding } from './finding.js';
import { faultOf } from './program-probe.js';
import { runProgram } from './run-program.js';

const what = { name: 'bwrap', for: 'keeping programs of others in a sandbox', essential: false, package: 'bubblewrap' };

/** Puts a program into a sandbox: whether the system allows that shows only when it is done. */
export async function sandboxProbe(timeIsUp: AbortSignal): Promise<Finding> {
  const path = findProgram('bwrap');
  if (path === undefined) return { ...what, status: 'missing', detail: `Debian package ${what.package}` };
  const [version, ran] = await Promise.all([
    runProgram(path, ['--version'], timeIsUp),
    runProgram(path, ['--ro-bind', '/', '/', 'true'], timeIsUp),
  ]);
  if (ran.code === 0) return { ...what, status: 'ok', detail: `${/\d+(?:\.\d+)+/.exec(version.output)?.[0] ?? ''}, and it may make sandboxes` };
  return { ...what, status: 'problem', detail: `bwrap --ro-bind / / true ${faultOf(ran)}` };
}
