// How far plain Node goes with public interfaces, when one handler and two framings are all there is.  argv: PORT line|length32
//
// line:     one latin1 string for each read (byte for byte), messages are slices of it, the replies of one read are one
//           string and one write.
// length32: messages are views of the read; a frame that spans reads is gathered in a Buffer of its own, each byte copied
//           once; small replies share one Buffer and one write, large ones are not copied.
import { createServer } from 'node:net';

const MAX = 1 << 20;
const HIGH_WATER = 64 << 10;
const LARGE = 16 << 10;
let handle = (message) => message; // not a constant: every message is a call

class Lines {
  #rest = '';

  read(socket, chunk) {
    const text = chunk.latin1Slice(0, chunk.length);
    let out = '';
    let at = 0;
    for (let end; (end = text.indexOf('\n', at)) >= 0; at = end + 1) {
      let message = text.slice(at, end);
      if (this.#rest !== '') {
        message = this.#rest + message;
        this.#rest = '';
      }
      out += handle(message) + '\n';
    }
    if (at < text.length) {
      this.#rest += text.slice(at);
      if (this.#rest.length > MAX) return false;
    }
    if (out !== '') socket.write(out, 'latin1');
    return true;
  }
}

const SLAB = 256 << 10;
let slab = Buffer.allocUnsafeSlow(SLAB); // replies to one read; shared by all connections, empty between reads
let used = 0;

function flush(socket) {
  if (used === 0) return;
  socket.write(slab.subarray(0, used));
  used = 0;
  if (socket.writableLength > 0) slab = Buffer.allocUnsafeSlow(SLAB); // the old one is still in use
}

function append(socket, reply) {
  const size = reply.length;
  if (size >= LARGE) {
    flush(socket);
    const head = Buffer.allocUnsafe(4);
    head.writeUInt32BE(size, 0);
    socket.cork();
    socket.write(head);
    socket.write(reply);
    socket.uncork();
    return;
  }
  if (used + size + 4 > SLAB) flush(socket);
  used = slab.writeUInt32BE(size, used);
  slab.set(reply, used);
  used += size;
}

class Lengths {
  #head;
  #body;
  #have = 0;

  read(socket, chunk) {
    let at = 0;
    for (;;) {
      if (this.#body) {
        const taken = chunk.copy(this.#body, this.#have, at);
        this.#have += taken;
        at += taken;
        if (this.#have < this.#body.length) break;
        append(socket, handle(this.#body));
        this.#body = undefined;
      }
      if (this.#head) {
        chunk = Buffer.concat([this.#head, chunk.subarray(at)]);
        at = 0;
        this.#head = undefined;
      }
      if (chunk.length - at < 4) {
        if (at < chunk.length) this.#head = Buffer.from(chunk.subarray(at));
        break;
      }
      const size = chunk.readUInt32BE(at);
      if (size > MAX) return false;
      at += 4;
      if (chunk.length - at < size) {
        this.#body = Buffer.allocUnsafe(size);
        this.#have = 0;
        continue;
      }
      append(socket, handle(chunk.subarray(at, at + size)));
      at += size;
    }
    flush(socket);
    return true;
  }
}

const Reader = process.argv[3] === 'length32' ? Lengths : Lines;
createServer({ noDelay: true }, (socket) => {
  const reader = new Reader();
  socket.on('error', () => {});
  socket.on('drain', () => socket.resume());
  socket.on('data', (chunk) => {
    if (!reader.read(socket, chunk)) socket.destroy();
    else if (socket.writableLength > HIGH_WATER) socket.pause();
  });
}).listen({ port: +process.argv[2], host: '127.0.0.1', backlog: 1024 });
