// A careful server on Buffers: frames cut out of any chunking, a limit, one write for the replies of one read, and a
// connection whose client does not read is not read either.  argv: PORT line|length32
import { createServer } from 'node:net';

const MAX = 1 << 20;
const LF = Buffer.from('\n');
const handle = (message) => message;

function lines(chunk, out) {
  let at = 0;
  for (let end; (end = chunk.indexOf(10, at)) >= 0; at = end + 1) out.push(handle(chunk.subarray(at, end)), LF);
  return at;
}

function lengths(chunk, out) {
  let at = 0;
  while (chunk.length - at >= 4) {
    const size = chunk.readUInt32BE(at);
    if (size > MAX) throw new Error('too long');
    if (chunk.length - at - 4 < size) break;
    const reply = handle(chunk.subarray(at + 4, at + 4 + size));
    const head = Buffer.allocUnsafe(4);
    head.writeUInt32BE(reply.length, 0);
    out.push(head, reply);
    at += 4 + size;
  }
  return at;
}

const cut = process.argv[3] === 'length32' ? lengths : lines;
createServer({ noDelay: true }, (socket) => {
  let rest;
  socket.on('error', () => {});
  socket.on('drain', () => socket.resume());
  socket.on('data', (data) => {
    const chunk = rest ? Buffer.concat([rest, data]) : data;
    const out = [];
    try {
      const used = cut(chunk, out);
      rest = used === chunk.length ? undefined : chunk.subarray(used);
      if (rest?.length > MAX + 4) throw new Error('too long');
    } catch {
      socket.destroy();
      return;
    }
    if (out.length > 0 && !socket.write(Buffer.concat(out))) socket.pause();
  });
}).listen({ port: +process.argv[2], host: '127.0.0.1', backlog: 1024 });
