// wirelab: fails half-close
// Ends the connection without the echoes that are still to be sent.
// Echoes lines to many clients at the same time, in an event loop, and says how many there are.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 65432;

let active = 0; // clients; there is one thread only, so that it needs no lock

function count(change) {
  active += change;
  console.log(`Active connections: ${active}`);
}

/** After a while, and behind an end that has come by then. */
function later(answer) {
  setTimeout(() => setImmediate(answer), 100);
}

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  count(+1);
  let received = ''; // of the line that is not complete yet: each client has its own
  socket.setEncoding('latin1'); // a character for each byte: nothing can be cut in the middle
  socket.on('data', (text) => {
    const end = text.lastIndexOf('\n') + 1;
    if (end === 0) {
      received += text;
      return;
    }
    const echo = received + text.slice(0, end);
    received = text.slice(end);
    later(() => {
      // When the client does not keep up, nothing more is read from it until it does.
      if (!socket.destroyed && !socket.write(echo, 'latin1')) socket.pause();
    });
  });
  socket.on('drain', () => socket.resume());
  socket.on('end', () => socket.destroy());
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.log(`a client broke off: ${error.message}`));
  socket.on('close', () => count(-1)); // however it went
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST);
