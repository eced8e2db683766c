// wirelab: fails two-bytes
// Writes only the last byte of the length of a reply.
// Echo server for frames: a length of four bytes, big-endian, and then that many bytes.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 10101;
const LONGEST = 1048576; // bytes of a message

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    // There may be several frames by now, or only a piece of a length.
    let isTaken = true;
    while (received.length >= 4) {
      const size = received.readUInt32BE(0);
      // Before the message has come: it must not be stored.
      if (size > LONGEST) {
        console.log(`a message of ${size} bytes is announced, the limit is ${LONGEST}`);
        received = Buffer.alloc(0);
        return socket.destroySoon(); // when what was answered is sent
      }
      if (received.length < 4 + size) break;
      isTaken = socket.write(Buffer.concat([Buffer.of(0, 0, 0, size), received.subarray(4, 4 + size)]));
      received = received.subarray(4 + size);
    }
    // The client does not keep up. Until it does, nothing more is read from it.
    if (!isTaken) socket.pause();
  });
  socket.on('drain', () => socket.resume());
  socket.on('end', () => socket.end());
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.error(error.message));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
