// wirelab: fails not-waiting
// Listens for one piece at a time: what comes while it is at work on the one before is lost.
// Echo server: sends back all that a client sends, message after message.
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const HOST = '127.0.0.1';
const PORT = 65432;

async function serve(socket) {
  for (;;) {
    const [chunk] = await once(socket, 'data');
    await pause(100); // what has to be done for a message
    socket.write(chunk);
  }
}

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  serve(socket).catch(() => socket.destroy());
  socket.on('end', () => setTimeout(() => socket.end(), 200));
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.error(error.message));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
