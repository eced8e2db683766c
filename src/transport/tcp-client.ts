import { connect } from 'node:net';
import { LinkError, type Connector } from './link.js';
import { toLinkError, whereText } from './link-error.js';
import type { Where } from './listener.js';
import { TcpLink } from './tcp-link.js';

/** Connects over TCP; `from` is the address of this machine that the server sees. */
export function connectTcp(where: Where, from?: string): Connector {
  return (receiver, signal) =>
    new Promise((resolve, reject) => {
      // Half-open: when the server ends its direction, we may still send. No delay: each write is a segment of its own.
      const socket = connect({ host: where.host, port: where.port, allowHalfOpen: true, noDelay: true, ...(from === undefined ? {} : { localAddress: from }) });
      const give = (): void => { socket.destroy(new LinkError('stopped', `gave up connecting to ${whereText(where)}`)); };
      const refuse = (error: Error): void => {
        signal?.removeEventListener('abort', give);
        reject(toLinkError(error, where));
      };
      signal?.addEventListener('abort', give);
      if (signal?.aborted === true) give();
      socket.once('error', refuse);
      socket.once('connect', () => {
        signal?.removeEventListener('abort', give);
        socket.off('error', refuse);
        resolve(new TcpLink(socket, receiver, where));
      });
    });
}
