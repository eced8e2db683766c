// wirelab: fails exit
// Takes exit for a line like others.
// Acknowledges every line that a client sends.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 5000;

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let received = '';
  socket.setEncoding('latin1'); // a character for each byte: nothing can be cut in the middle
  socket.on('data', (text) => {
    // There may be several lines by now, or none yet. What is behind the last line feed begins the next line.
    const lines = (received + text).split('\n');
    received = lines.pop();
    for (const line of lines) {
      socket.write('Message received\n');
    }
  });
  socket.on('end', () => socket.end());
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.error(error.message));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
