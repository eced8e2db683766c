// What is usually written first: collect, split, one write per reply, no limit and no back-pressure.  argv: PORT line|length32
import { createServer } from 'node:net';

const handle = (message) => message;

function lines(socket) {
  let rest = '';
  socket.on('data', (data) => {
    rest += data.toString();
    const parts = rest.split('\n');
    rest = parts.pop();
    for (const part of parts) socket.write(handle(part) + '\n');
  });
}

function lengths(socket) {
  let rest = Buffer.alloc(0);
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 4) {
      const size = rest.readUInt32BE(0);
      if (rest.length < 4 + size) break;
      const reply = handle(rest.subarray(4, 4 + size));
      rest = rest.subarray(4 + size);
      const head = Buffer.alloc(4);
      head.writeUInt32BE(reply.length, 0);
      socket.write(head);
      socket.write(reply);
    }
  });
}

const serve = process.argv[3] === 'length32' ? lengths : lines;
createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  serve(socket);
}).listen({ port: +process.argv[2], host: '127.0.0.1', backlog: 1024 });
