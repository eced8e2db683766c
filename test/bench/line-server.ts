import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { LoadTarget } from '../../src/bench/load.js';

/** A server of lines in this process. `answer` is given each line, counted over all connections from 0 on, with its LF. */
export async function withLineServer<T>(
  answer: (line: Buffer, n: number, socket: Socket) => Buffer | undefined,
  use: (target: LoadTarget) => Promise<T>,
): Promise<T> {
  let n = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let rest = Buffer.alloc(0);
    sockets.add(socket);
    socket.on('error', () => {
      /* the load breaks off when a reply is wrong */
    });
    socket.on('data', (data: Buffer) => {
      rest = Buffer.concat([rest, data]);
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        const reply = answer(rest.subarray(0, end + 1), n++, socket);
        rest = rest.subarray(end + 1);
        if (reply && socket.writable) socket.write(reply);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use({ port: (server.address() as AddressInfo).port, pids: [process.pid] });
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}
