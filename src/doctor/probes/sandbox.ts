import { findProgram } from '../../bench/find-program.js';
import { sandboxState } from '../../grade/machine.js';
import type { DoctorFinding } from '../doctor-finding.js';
import type { Probe } from '../probe.js';
import { runProgram } from '../run-program.js';

const what = {
  name: 'bwrap',
  for: 'wirelab grade: keeping programs of others in a sandbox',
  essential: false,
  package: 'bubblewrap',
};

// What students' programs are run and compiled with. What a version manager has in a home is not seen in a box.
const TOOLS = ['python3', 'node', 'gcc', 'g++', 'javac', 'java', 'go', 'rustc'];

/** Runs a program in the very boxes of the grader: whether the system allows that shows only when it is done. */
const probeSandbox: Probe = async ({ timeIsUp }) => [await sandboxFinding(timeIsUp)];

export default probeSandbox;

async function sandboxFinding(timeIsUp: AbortSignal): Promise<DoctorFinding> {
  const path = findProgram('bwrap');
  if (path === undefined) return { ...what, status: 'missing', detail: `Debian package ${what.package}` };
  const [version, state] = await Promise.all([
    runProgram(path, ['--version'], timeIsUp),
    sandboxState(TOOLS, timeIsUp),
  ]);
  if (!state.works) return { ...what, status: 'problem', detail: `${state.failed}; ${state.fix}` };
  const number = /\d+(?:\.\d+)+/.exec(version.output)?.[0] ?? '';
  const tools = Object.keys(state.programs).join(', ');
  return {
    ...what,
    status: 'ok',
    detail: [`${number}, the sandbox works, and has ${tools === '' ? 'no languages' : tools}`, ...state.remarks].join(
      '; ',
    ),
  };
}
