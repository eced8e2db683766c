import { createServer } from 'node:net';

createServer((socket) => {
  socket.on('data', (data) => {
    socket.write(data.toString().split('=')[1].trim());
  });
}).listen(65432, '127.0.0.1');
