import { EventStream } from '../../core/event-stream.js';
import { joinBytes } from '../../core/frame-bytes.js';
import { ReplyBuffer } from '../../core/reply-buffer.js';
import { Session } from '../../core/session.js';
import type { Automaton } from '../../core/automaton.js';
import type { CheckSettings } from './check-settings.js';

/** The reference as a peer of a program: the lab's handler over the lab's framing, one session for each client. */
export function referencePeer({ handler, framing, maxFrame }: CheckSettings): Automaton {
  let sessions = 0;
  const service = { handler, framing, maxFrame, events: new EventStream<never>(), replies: new ReplyBuffer() };
  return (road) =>
    new Session(++sessions, service, {
      datagrams: road.datagrams,
      write: (chunks) => {
        road.send(joinBytes(chunks));
        return true;
      },
      end: () => {
        road.end();
      },
    });
}
