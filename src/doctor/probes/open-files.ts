import { readFile } from 'node:fs/promises';
import type { DoctorFinding } from '../doctor-finding.js';
import type { Probe } from '../probe.js';
import { runProgram } from '../run-program.js';

const OWN = 50; // what a server has open besides its connections: modules, pipes, the listening socket
const ENOUGH = 1024;

/** How many files, and so connections, a process may have open. */
const probeOpenFiles: Probe = async ({ timeIsUp }) => [openFilesFinding(await limit(timeIsUp))];

export default probeOpenFiles;

/** What a limit on open files means for a server. */
export function openFilesFinding(files: number | undefined): DoctorFinding {
  const what = { name: 'open files', for: 'many clients at once', essential: false };
  if (files === undefined)
    return { ...what, status: 'problem', detail: 'the limit cannot be found out: ulimit -n shows it' };
  if (files === Infinity) return { ...what, status: 'ok', detail: 'no limit' };
  const detail = `limit ${files}: about ${Math.max(0, files - OWN)} connections at once`;
  if (files >= ENOUGH) return { ...what, status: 'ok', detail };
  return { ...what, status: 'problem', detail: `${detail}; raise it with ulimit -n ${ENOUGH}` };
}

async function limit(timeIsUp: AbortSignal): Promise<number | undefined> {
  let text: string | undefined;
  try {
    // Of this process: Node raises the limit as far as it may when it starts.
    text = /^Max open files +(\S+)/m.exec(await readFile('/proc/self/limits', 'utf8'))?.[1];
  } catch {
    text = (await runProgram('sh', ['-c', 'ulimit -n'], timeIsUp)).output;
  }
  if (text?.trim() === 'unlimited') return Infinity;
  return text !== undefined && /^\d+\s*$/.test(text) ? Number(text) : undefined;
}
