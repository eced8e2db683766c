// wirelab: fails stops
// Accepts nobody any more when it is to stop, and waits until every client has left by itself.
// Answers each line with the line reversed, code point by code point.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 12345;

function reverse(text) {
  return [...text].reverse().join(''); // the spread takes code points, and not halves of them
}

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let received = '';
  socket.setEncoding('latin1'); // a character for each byte, for now
  socket.on('data', (bytes) => {
    // Cut into lines as bytes, and decoded when whole: a chunk may end in the middle of a character.
    const lines = (received + bytes).split('\n');
    received = lines.pop();
    for (const line of lines) {
      const text = Buffer.from(line.replace(/\r$/, ''), 'latin1').toString('utf8');
      socket.write(`${reverse(text)}\n`);
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
process.on('SIGTERM', () => server.close());
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
