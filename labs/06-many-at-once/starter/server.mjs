// Echoes messages to many clients at the same time, in an event loop, and says how many there are.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 65432;
const END = '\n'; // of a message

// YOUR PART (2): how many clients there are, and a function that changes the number and prints it.

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.setEncoding('latin1'); // a character for each byte: nothing can be cut in the middle
  socket.on('data', (text) => {
    // YOUR PART (1): `text` is what has come, which may be a piece of a message. Echo only messages that are complete, and
    // keep the rest for this client until its end comes.
    const isTaken = socket.write(text, 'latin1');
    // The client does not keep up. Until it does, nothing more is read from it.
    if (!isTaken) socket.pause();
  });
  socket.on('drain', () => socket.resume());
  socket.on('end', () => socket.end());
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.log(`a client broke off: ${error.message}`));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST);
