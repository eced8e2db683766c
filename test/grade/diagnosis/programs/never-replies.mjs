import { createServer } from 'node:net';

createServer((socket) => {
  socket.on('data', () => {});
  socket.on('error', () => {});
}).listen(65432, '127.0.0.1');
