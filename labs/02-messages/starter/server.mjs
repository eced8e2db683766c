// Echo server: sends back all that a client sends, message after message.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 65432;

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('data', (chunk) => {
    // YOUR PART: send back what came. What does it mean when write returns false?
  });
  socket.on('end', () => {
    // YOUR PART: the client sends nothing more. What remains to be done with the socket?
  });
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.error(error.message));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
