// wirelab: fails needs-nobody
// Takes commands from its keyboard, and ends when there is none.
// Acknowledges every line that a client sends; the line exit ends its connection.
import net from 'node:net';
import readline from 'node:readline';

const HOST = '127.0.0.1';
const PORT = 5000;

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let received = '';
  socket.setEncoding('latin1'); // a character for each byte: nothing can be cut in the middle
  socket.on('data', (text) => {
    if (socket.writableEnded) return; // it has said exit
    // There may be several lines by now, or none yet. What is behind the last line feed begins the next line.
    const lines = (received + text).split('\n');
    received = lines.pop();
    for (const line of lines) {
      socket.write('Message received\n');
      if (line.replace(/\r$/, '').toLowerCase() === 'exit') return socket.end();
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
const commands = readline.createInterface({ input: process.stdin });
commands.on('line', (line) => {
  if (line === 'quit') process.exit();
});
commands.on('close', () => process.exit());

server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
