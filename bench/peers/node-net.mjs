// The shortest echo in Node: no frames, no handler, every chunk goes back as it came.  argv: PORT
import { createServer } from 'node:net';

createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.pipe(socket);
}).listen({ port: +process.argv[2], host: '127.0.0.1', backlog: 1024 });
