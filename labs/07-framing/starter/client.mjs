// Sends each line of its input in a frame, and prints what comes back.
import { once } from 'node:events';
import net from 'node:net';
import readline from 'node:readline';

const HOST = '127.0.0.1';
const PORT = 10101;
const LONGEST = 1048576; // bytes of a message

function fail(why) {
  console.error(`no echo from ${HOST}:${PORT}: ${why}`);
  process.exit(1);
}

const socket = net.connect(PORT, HOST);
socket.on('error', (error) => fail(error.message));
socket.on('timeout', () => fail('it took more than 5 seconds'));
socket.on('end', () => fail('the server closed the connection'));

// The next `size` bytes, however many pieces they come in.
async function receive(size) {
  // YOUR PART: socket.read(size) returns null while there are not so many yet: wait for the event `readable`, and try again.
  // At the end of the stream it returns what is left.
  await once(socket, 'readable');
  return socket.read(size);
}

async function echo() {
  socket.setTimeout(5000);
  // YOUR PART: receive the length (readUInt32BE), refuse what is above LONGEST (fail), and receive the message.
  const message = await receive(4);
  socket.setTimeout(0); // whoever types may take their time
  return message;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  // YOUR PART: make bytes of the line (Buffer.from), and send their number (writeUInt32BE) and the bytes.
  console.log(`Came back: ${await echo()}`);
}
socket.removeAllListeners('end');
socket.end();
process.exit(0);
