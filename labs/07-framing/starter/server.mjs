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
    // YOUR PART: as long as there is a length (readUInt32BE), refuse what is above LONGEST (destroySoon); send back each
    // frame that is whole, and keep the rest. Where write returns false, pause: the client does not keep up.
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
