import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { reasonOf, type Finding, type Probe } from '../doctor-finding.js';

/** Sends a datagram of this machine to itself. */
export function udpProbe(what: Pick<Finding, 'name' | 'for' | 'essential'>, host: string): Probe {
  return async (signal) => {
    const socket = createSocket('udp4');
    try {
      socket.bind(0, host);
      await once(socket, 'listening', { signal });
      socket.send('x', socket.address().port, host);
      await once(socket, 'message', { signal });
      return { ...what, status: 'ok', detail: host };
    } catch (error) {
      const detail = `no datagram to ${host}: ${signal.aborted ? 'it did not arrive in time' : reasonOf(error)}`;
      return { ...what, status: 'problem', detail };
    } finally {
      socket.close();
    }
  };
}
