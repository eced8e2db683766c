import type { Failure } from '../../client/failure.js';
import { byteCount } from '../../core/show-bytes.js';
import type { SocketEntry } from '../sandbox/socket-table.js';
import type { Look } from './look.js';
import { afterPrompt, doesInstead, waitsForInput } from './does-instead.js';

/** What is known of a server that does not answer. */
export interface SilentServer {
  readonly look: Look;
  readonly printed: string;
  /** Our port of the connection on which nothing came. */
  readonly port: number | undefined;
}

/** Why a server that runs does not answer, or stops in the middle of an answer: a fault that says more. */
export function silentServer(failure: Failure, { look, printed, port }: SilentServer): Failure {
  const { sockets, notAccepted } = look;
  const isThis = ({ remote }: SocketEntry): boolean => port === undefined || remote.port === port;
  const more = (kind: Failure['kind'], text: string): Failure => ({
    ...failure,
    kind,
    message: `${failure.message}. ${text}`,
  });
  const waiting = notAccepted.some(isThis) || failure.kind === 'no-answer';
  const own = sockets.filter((socket) => socket.transport === 'tcp' && socket.state !== 'listen' && isThis(socket));
  const unread = own.find(({ received }) => received > 0);
  const inodes = new Set(own.map(({ inode }) => inode));
  const stuck = sockets.find(
    ({ inode, transport, state, unsent }) =>
      transport === 'tcp' && state !== 'listen' && unsent > 0 && !inodes.has(inode),
  );
  const isHalf = failure.kind === 'incomplete';

  if (look.isBusy) {
    const toDo = unread === undefined ? 'answering' : 'reading what was sent';
    const what = waiting ? 'accepting this client' : toDo;
    return more(
      isHalf ? failure.kind : 'busy-loop',
      `The server computes all the time without ${what}: is there a loop that does not end, or that asks again and again without waiting?`,
    );
  }
  if (waitsForInput(look))
    return more(
      'waits-for-input',
      `The server waits for somebody to type${afterPrompt(printed)}: a server has to answer by itself`,
    );
  if (stuck !== undefined && (waiting || unread !== undefined)) {
    return more(
      'blocked-writing',
      `The server is stuck while it sends to another client, which reads nothing (${byteCount(stuck.unsent)} wait in its send buffer), and serves nobody else meanwhile`,
    );
  }
  const instead = doesInstead(look, inodes);
  if (waiting) {
    return more(
      'never-accepted',
      `The connection waits to be accepted${instead === undefined ? ': the server is busy with another client, or does not call accept again' : `; the server does not call accept: ${instead}`}`,
    );
  }
  if (unread !== undefined) {
    const why = instead ?? 'is it busy with another client, or waiting for something else?';
    return more(
      isHalf ? failure.kind : 'accepted-never-read',
      `The server has the connection, and ${byteCount(unread.received)} that were sent wait unread: ${why}`,
    );
  }
  const waitsHere = look.waits.some(
    ({ does, socket }) => does === 'read' && socket !== undefined && inodes.has(socket),
  );
  if (isHalf)
    return waitsHere
      ? more(
          failure.kind,
          'The server has read everything, and waits in recv for more: it has not seen that a message was complete',
        )
      : failure;
  if (waitsHere)
    return more(
      'both-wait',
      'The server has read everything, and waits in recv for more, while the client waits for the reply: it has not seen that the message is complete',
    );
  return more(
    'read-never-replied',
    `The server has read everything and sends nothing: ${instead ?? 'does it wait for more, or for the end of the stream? Does its output stay in a buffer that is not flushed?'}`,
  );
}
