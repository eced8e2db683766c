// wirelab: fails several-messages
// Listens for data once: the second message of a client is never answered.
// Echo server: sends back all that a client sends, message after message.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 65432;

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.once('data', (chunk) => {
    // false: the client does not keep up. Until it does, nothing more is read from it.
    if (!socket.write(chunk)) socket.pause();
  });
  socket.on('drain', () => socket.resume());
  socket.resume();
  socket.on('end', () => socket.end());
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.error(error.message));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
