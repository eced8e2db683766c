// Answers each line with the line reversed, code point by code point.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 12345;

function reverse(text) {
  // YOUR PART: reverse code points, not halves of them.
  return text;
}

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let received = '';
  socket.setEncoding('latin1'); // a character for each byte, for now
  socket.on('data', (bytes) => {
    // Cut into lines as bytes, and decoded when whole: a chunk may end in the middle of a character.
    received += bytes;
    // YOUR PART: reply to each line that is complete, and keep the rest. Buffer.from(line, 'latin1').toString('utf8')
    // makes a text of the bytes of a line.
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
