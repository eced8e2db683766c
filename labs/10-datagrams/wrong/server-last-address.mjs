// wirelab: fails by-address
// Answers from a queue, and has kept the last address only.
// Echo server over UDP: sends each datagram back to where it came from.
import dgram from 'node:dgram';

const HOST = '127.0.0.1';
const PORT = 12000;

const server = dgram.createSocket('udp4');

const queue = [];
let last;

server.on('message', (data, sender) => {
  queue.push(data);
  last = sender;
  setTimeout(answer, 100);
});

function answer() {
  // With a callback an error in sending is this client's alone.
  server.send(queue.shift(), last.port, last.address, (error) => {
    if (error) console.error(error.message);
  });
}
server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.bind(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
