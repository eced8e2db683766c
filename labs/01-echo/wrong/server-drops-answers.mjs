// wirelab: fails half-close
// Answers after a while, and throws the connection away as soon as the client has ended its direction.
// Echo server: sends back whatever it receives.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 65432;

/** After a while, and behind an end that has come by then. */
function later(answer) {
  setTimeout(() => setImmediate(answer), 100);
}

const server = net.createServer((socket) => {
  let waiting = 0;
  socket.on('data', (chunk) => {
    waiting += chunk.length;
    if (waiting > 65536) socket.pause();
    later(() => {
      waiting -= chunk.length;
      if (socket.write(chunk)) socket.resume();
    });
  });
  socket.on('drain', () => socket.resume());
  socket.on('end', () => socket.destroy());
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.error(error.message));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
