import { portOwner, tryPort } from '../../grade/machine.js';
import type { Transport } from '../../lab/lab.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { reasonOf, type DoctorFinding } from '../doctor-finding.js';
import type { Probe } from '../probe.js';

/** Tries to listen on the ports of the labs. */
const probePorts: Probe = async ({ labs }) => {
  if (labs instanceof Error) return [];
  const ports = new Map<string, readonly [NumberedLab, ...NumberedLab[]]>();
  for (const lab of labs) {
    const key = `${lab.server.transport} ${lab.server.port}`;
    const sharing = ports.get(key);
    ports.set(key, sharing === undefined ? [lab] : [...sharing, lab]);
  }
  return Promise.all(
    Array.from(ports.values(), (sharing) => {
      const { transport, port } = sharing[0].server;
      return probePort(
        transport,
        port,
        sharing.map(({ number }) => number),
      );
    }),
  );
};

export default probePorts;

/** Tries to listen on the port that these labs have. */
export async function probePort(transport: Transport, port: number, labs: readonly number[]): Promise<DoctorFinding> {
  const what = {
    name: `port ${port}${transport === 'udp' ? '/udp' : ''}`,
    for: `lab${labs.length === 1 ? '' : 's'} ${labs.join(', ')}`,
    essential: false,
  };
  try {
    await tryPort(transport, port);
    return { ...what, status: 'ok', detail: 'free' };
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    const problem = isTaken
      ? `in use by ${portOwner(transport, port) ?? 'another program'}: end it, or choose another with --port`
      : `cannot be listened on: ${reasonOf(error)}; choose another with --port`;
    return { ...what, status: 'problem', detail: problem };
  }
}
