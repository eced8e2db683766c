import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { reasonOf, type Finding, type Probe } from '../doctor-finding.js';

/** Opens a TCP connection of this machine to itself and sends a byte over it. */
export function tcpProbe(what: Pick<Finding, 'name' | 'for' | 'essential'>, host: string): Probe {
  return async (timeIsUp) => {
    try {
      await exchange(host, timeIsUp);
      return { ...what, status: 'ok', detail: host };
    } catch (error) {
      const detail = `no TCP connection to ${host}: ${timeIsUp.aborted ? 'no answer in time' : reasonOf(error)}`;
      return { ...what, status: 'problem', detail };
    }
  };
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
