import type { Listener } from '../core/event-stream.js';
import type { ServerEvent } from '../server/server-event.js';
import type { Endpoint } from '../transport/listener.js';
import type { CaptureEvent } from './capture.js';

/** Listens to a server and tells a capture what it sees. `began` is time 0 of the events, in milliseconds since 1970. */
export function captureServer(
  datagrams: boolean,
  began: number,
  add: (event: CaptureEvent) => void,
): Listener<ServerEvent> {
  let server: Endpoint = { host: '127.0.0.1', port: 0 };
  return (event, at) => {
    const time = began + at;
    switch (event.type) {
      case 'listening':
        server = event.address;
        break;
      case 'opened':
        // Packets go between two addresses; of a server on all addresses it is the client's that is known.
        add({
          type: 'opened',
          connection: event.session,
          time,
          client: event.peer,
          server: { ...server, host: event.peer.host },
          datagrams,
        });
        break;
      case 'received':
      case 'sent':
        add({
          type: 'bytes',
          connection: event.session,
          time,
          from: event.type === 'sent' ? 'server' : 'client',
          bytes: event.bytes,
        });
        break;
      case 'closed':
        if (event.reason === 'reset') {
          add({ type: 'reset', connection: event.session, time, from: 'client' });
        } else if (event.reason === 'slow-reader') {
          add({ type: 'reset', connection: event.session, time, from: 'server' });
        } else {
          const clientFirst = event.reason === 'peer';
          add({ type: 'ended', connection: event.session, time, from: clientFirst ? 'client' : 'server' });
          add({ type: 'ended', connection: event.session, time, from: clientFirst ? 'server' : 'client' });
        }
        break;
      default:
    }
  };
}
