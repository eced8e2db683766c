import { defined } from '../core/defined.js';
import { connect } from 'node:net';
import { LinkError, type Connector } from './link.js';
import { toLinkError, endpointText } from './link-error.js';
import type { Endpoint } from './listener.js';
import { TcpLink } from './tcp-link.js';

/** Connects over TCP; `from` is the address of this machine that the server sees. */
export function connectTcp(endpoint: Endpoint, from?: string): Connector {
  return (receiver, signal) =>
    new Promise((resolve, reject) => {
      // Half-open: when the server ends its direction, we may still send. No delay: each write is a segment of its own.
      const socket = connect({
        host: endpoint.host,
        port: endpoint.port,
        allowHalfOpen: true,
        noDelay: true,
        ...defined({ localAddress: from }),
      });
      const give = (): void => {
        socket.destroy(new LinkError('stopped', `gave up connecting to ${endpointText(endpoint)}`));
      };
      const refuse = (error: Error): void => {
        signal?.removeEventListener('abort', give);
        reject(toLinkError(error, endpoint));
      };
      signal?.addEventListener('abort', give);
      if (signal?.aborted === true) give();
      socket.once('error', refuse);
      socket.once('connect', () => {
        signal?.removeEventListener('abort', give);
        socket.off('error', refuse);
        resolve(new TcpLink(socket, receiver, endpoint));
      });
    });
}
