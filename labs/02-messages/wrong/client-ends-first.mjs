// wirelab: fails sends
// Ends its direction behind the first message.
// Client of an echo server: several messages on one connection, one by one and then all at once.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 65432;
const MESSAGES = ['Hello', 'How are you?', 'Goodbye'];

function fail(why) {
  console.error(`no echo from ${HOST}:${PORT}: ${why}`);
  process.exit(1);
}

const socket = net.connect(PORT, HOST);
socket.setTimeout(5000, () => fail('nothing came for 5 seconds'));
socket.on('error', (error) => fail(error.message));
socket.on('end', () => fail('the server closed the connection too early'));

let received = Buffer.alloc(0); // what has come and was not used yet
let arrived = () => {};
socket.on('data', (chunk) => {
  received = Buffer.concat([received, chunk]);
  arrived();
});

/** The next `size` bytes and no more, however many chunks they come in. */
async function receive(size) {
  while (received.length < size) await new Promise((resolve) => { arrived = resolve; });
  const data = received.subarray(0, size);
  received = received.subarray(size);
  return data;
}

/** An echo is as long as its message: so the client knows where it ends. */
async function printEcho(message) {
  console.log(`Received from server: ${await receive(Buffer.byteLength(message))}`);
}

for (const message of MESSAGES) {
  socket.end(message);
  await printEcho(message);
}
for (const message of MESSAGES) socket.write(message);
for (const message of MESSAGES) await printEcho(message);
socket.removeAllListeners('end');
socket.setTimeout(0);
socket.end();
