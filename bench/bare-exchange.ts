import { spawn } from 'node:child_process';
import { createConnection, type Socket } from 'node:net';
import { once } from 'node:events';

const PORT = 65432; // written into the program
const MESSAGES = 10;
const TRIES = 5000;

/** Starts a Python server as it is, exchanges ten messages with it as soon as it accepts, and kills it. */
export async function bareExchange(path: string): Promise<void> {
  const child = spawn('/usr/bin/python3', [path], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    const socket = await connected();
    socket.setNoDelay(true);
    for (let sent = 0; sent < MESSAGES; sent++) {
      const message = `message ${sent}`;
      socket.write(message);
      await received(socket, message.length);
    }
    socket.destroy();
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

async function connected(): Promise<Socket> {
  for (let tried = 0; tried < TRIES; tried++) {
    const socket = createConnection(PORT, '127.0.0.1');
    const isThere = await new Promise<boolean>((resolve) => {
      socket
        .once('connect', () => {
          resolve(true);
        })
        .once('error', () => {
          resolve(false);
        });
    });
    if (isThere) return socket;
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  }
  throw new Error(`no server listens on port ${PORT}`);
}

async function received(socket: Socket, bytes: number): Promise<void> {
  for (let left = bytes; left > 0;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    left -= chunk.length;
  }
}
