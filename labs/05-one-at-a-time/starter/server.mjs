// Echoes lines to one client at a time. Node accepts everybody at once: so the queue is one of our own.
import { once } from 'node:events';
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 5000;
const SILENCE = 5000; // milliseconds that a client may say nothing while others wait
const LONGEST = 1000; // bytes of a line

const queue = [];
let isServing = false;

/** Echoes each line until the client ends its direction. */
async function serve(socket) {
  let received = '';
  socket.setEncoding('latin1'); // a character for each byte: nothing can be cut in the middle
  socket.setTimeout(SILENCE, () => socket.destroy(new Error('it was silent for too long')));
  for await (const text of socket) {
    received += text;
    // YOUR PART: send back each line as soon as it is whole. When write returns false: await once(socket, 'drain').
  }
  socket.end();
}

async function serveAll() {
  // YOUR PART: as long as somebody is in the queue, serve the one that has waited longest, and await its end.
  // serve rejects when a client breaks off or is silent for too long: the next one shall still be served.
}

// Paused: nothing is read from those who wait. Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
  socket.on('error', () => {}); // serve hears of it, too
  queue.push(socket);
  if (!isServing) serveAll();
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
