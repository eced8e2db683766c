// Echo server over UDP: sends each datagram back to where it came from.
import dgram from 'node:dgram';

const HOST = '127.0.0.1';
const PORT = 12000;

const server = dgram.createSocket('udp4');

server.on('message', (data, sender) => {
  // YOUR PART: send the datagram back to where it came from (sender.port, sender.address). Give `send` a callback, so that
  // an error in sending is this client's alone.
});
server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.bind(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
