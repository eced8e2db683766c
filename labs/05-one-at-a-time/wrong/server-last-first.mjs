// wirelab: fails in-order
// Takes the one from the queue that has come last.
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
    // There may be several lines by now, or none yet. What is behind the last line feed begins the next line.
    const lines = (received + text).split('\n');
    received = lines.pop();
    for (const line of lines) {
      if (!socket.write(`${line}\n`, 'latin1')) await once(socket, 'drain');
    }
    if (received.length > LONGEST) throw new Error(`a line of more than ${LONGEST} bytes`);
  }
  socket.end();
}

async function serveAll() {
  isServing = true;
  while (queue.length > 0) {
    const socket = queue.pop();
    // Who is silent for too long or breaks off is told by an error; the next one shall still be served.
    await serve(socket).catch((error) => {
      console.error(error.message);
      socket.destroy();
    });
  }
  isServing = false;
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
