// Echoes lines, bound to the address and the port that its command line names.
import net from 'node:net';

// YOUR PART: take the address and the port from the command line (process.argv), where they are given.
const host = '127.0.0.1';
const port = '5000';

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  // YOUR PART: say where this client is.
  socket.on('error', (error) => console.log(error.message)); // this client has broken off
  socket.pipe(socket);
});

// YOUR PART: say where it listens (server.address()), and what is to become of an error.
server.listen(Number(port), host);
