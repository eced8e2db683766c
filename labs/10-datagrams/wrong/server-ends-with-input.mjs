// wirelab: fails needs-nobody
// Ends when its standard input does.
// Echo server over UDP: sends each datagram back to where it came from.
import dgram from 'node:dgram';

const HOST = '127.0.0.1';
const PORT = 12000;

const server = dgram.createSocket('udp4');

server.on('message', (data, sender) => {
  // With a callback an error in sending is this client's alone.
  server.send(data, sender.port, sender.address, (error) => {
    if (error) console.error(error.message);
  });
});
server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
server.bind(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
