import { Socket, type Server } from 'node:net';

/** The most that is read at once. */
export const READ_SIZE = 256 * 1024;

// One read buffer serves all connections, as each read is copied out of it at once. A read into memory of its own, which is
// Node's way, costs 64 KiB of fresh memory however short the message is: a quarter of the time of a small exchange.
const shared = Buffer.allocUnsafeSlow(READ_SIZE);

const POOL = 64 * 1024;
const POOLED = 8 * 1024; // a longer read gets memory of its own
let pool = Buffer.allocUnsafeSlow(POOL);
let pooled = 0;

/** Makes the socket of an accepted connection; it is paused, and will call `receive` with each chunk that it reads. */
export type OpenSocket = (receive: (chunk: Uint8Array) => void) => Socket;

/** Bytes of a socket's writes that the system has not taken yet, of those that Node has given it. */
export function queued(socket: Socket): number {
  return (socket as Socket & { _handle?: Handle | null })._handle?.writeQueueSize ?? 0;
}

interface Handle {
  writeQueueSize?: number;
  onconnection?: (error: number, accepted?: Handle) => void;
  useUserBuffer?: unknown;
  setNoDelay?: (on: boolean) => void;
}

/**
 * Lets the connections of a listening server read into the shared buffer. Where that cannot be done, nothing happens, and
 * the server goes on emitting `connection`.
 */
export function readShared(server: Server, accept: (open: OpenSocket) => void): void {
  // The option `onread` of a new socket is documented, but a server does not pass it on. To make the socket of an accepted
  // connection ourselves takes the handle of the server and the options `handle` and `pauseOnCreate`, which are not.
  const { _handle: listening } = server as Server & { _handle?: Handle | null };
  const original = listening?.onconnection;
  if (!listening || typeof original !== 'function') return;
  listening.onconnection = function (this: unknown, error, handle) {
    if (error !== 0 || typeof handle?.useUserBuffer !== 'function') {
      original.call(this, error, handle);
      return;
    }
    handle.setNoDelay?.(true);
    accept((receive) => socketOf(handle, receive));
  };
}

function socketOf(handle: Handle, receive: (chunk: Uint8Array) => void): Socket {
  const onread = {
    buffer: shared,
    callback: (size: number): boolean => {
      receive(copied(size));
      return !socket.isPaused();
    },
  };
  const options = { handle, allowHalfOpen: true, pauseOnCreate: true, onread };
  const socket = new Socket(options);
  return socket;
}

function copied(size: number): Uint8Array {
  if (size > POOLED) {
    const own = Buffer.allocUnsafeSlow(size);
    shared.copy(own, 0, 0, size);
    return own;
  }
  if (pooled + size > POOL) {
    pool = Buffer.allocUnsafeSlow(POOL);
    pooled = 0;
  }
  shared.copy(pool, pooled, 0, size);
  const chunk = new Uint8Array(pool.buffer, pooled, size);
  pooled += size;
  return chunk;
}
