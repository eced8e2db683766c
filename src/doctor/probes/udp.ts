import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { reasonOf, type DoctorFinding, type LookedFor } from '../doctor-finding.js';
import type { Probe } from '../probe.js';

/** Can this machine reach itself over UDP? */
const probeIpv4: Probe = async ({ timeIsUp }) => [
  await probeUdp({ name: 'UDP over IPv4', for: 'the labs with datagrams', essential: true }, '127.0.0.1', timeIsUp),
];

export default probeIpv4;

/** Sends a datagram of this machine to itself. */
export async function probeUdp(what: LookedFor, host: string, timeIsUp: AbortSignal): Promise<DoctorFinding> {
  const socket = createSocket('udp4');
  try {
    socket.bind(0, host);
    await once(socket, 'listening', { signal: timeIsUp });
    socket.send('x', socket.address().port, host);
    await once(socket, 'message', { signal: timeIsUp });
    return { ...what, status: 'ok', detail: host };
  } catch (error) {
    const detail = `no datagram to ${host}: ${timeIsUp.aborted ? 'it did not arrive in time' : reasonOf(error)}`;
    return { ...what, status: 'problem', detail };
  } finally {
    socket.close();
  }
}
