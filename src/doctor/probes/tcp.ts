import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { reasonOf, type DoctorFinding, type LookedFor } from '../doctor-finding.js';
import type { Probe } from '../probe.js';

/** Can this machine reach itself over TCP? */
const probeIpv4: Probe = async ({ timeIsUp }) => [
  await probeTcp({ name: 'TCP over IPv4', for: 'the labs', essential: true }, '127.0.0.1', timeIsUp),
];

export default probeIpv4;

/** Opens a TCP connection of this machine to itself and sends a byte over it. */
export async function probeTcp(what: LookedFor, host: string, timeIsUp: AbortSignal): Promise<DoctorFinding> {
  try {
    await exchange(host, timeIsUp);
    return { ...what, status: 'ok', detail: host };
  } catch (error) {
    const detail = `no TCP connection to ${host}: ${timeIsUp.aborted ? 'no answer in time' : reasonOf(error)}`;
    return { ...what, status: 'problem', detail };
  }
}

async function exchange(host: string, signal: AbortSignal): Promise<void> {
  const server = createServer((socket) => socket.end('x'));
  let client: Socket | undefined;
  try {
    server.listen(0, host);
    await once(server, 'listening', { signal });
    client = connect((server.address() as AddressInfo).port, host);
    await once(client, 'data', { signal });
  } finally {
    client?.destroy();
    server.close();
  }
}
