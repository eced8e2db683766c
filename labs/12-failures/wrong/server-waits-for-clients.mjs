// wirelab: fails stops
// Stops listening, and waits for its clients to leave.
// Echoes lines to many clients, whatever becomes of them, and stops in order when it is told to.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 65432;

const clients = new Set();

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  clients.add(socket);
  let received = ''; // of the line that is not complete yet
  socket.setEncoding('latin1'); // a character for each byte: nothing can be cut in the middle
  socket.on('data', (text) => {
    const end = text.lastIndexOf('\n') + 1;
    if (end === 0) {
      received += text;
      return;
    }
    const isTaken = socket.write(received + text.slice(0, end), 'latin1');
    received = text.slice(end);
    // The client does not keep up. Until it does, nothing more is read from it.
    if (!isTaken) socket.pause();
  });
  socket.on('drain', () => socket.resume());
  socket.on('end', () => socket.end());
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.log(`a client broke off: ${error.message}`));
  socket.on('close', () => clients.delete(socket));
});

function stop() {
  server.close(); // no more clients; when the last connection is closed, the program ends
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
server.on('error', (error) => {
  console.error(`cannot listen on ${HOST}:${PORT}: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST);
