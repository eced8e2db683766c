// wirelab: fails ends-in-body
// Prints what has come of a message when the server closes.
// Sends each line of its input in a frame, and prints what comes back.
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
let hasLength = false;
socket.on('end', () => {
  if (!hasLength || received.length === 0) fail('the server closed the connection');
  console.log(`Came back: ${received}`);
  process.exit(0);
});

// What has come and was not asked for yet, and who waits for more.
let received = Buffer.alloc(0);
let look = () => {};
socket.on('data', (chunk) => {
  received = Buffer.concat([received, chunk]);
  look();
});

// The next `size` bytes, however many pieces they come in.
function receive(size) {
  return new Promise((resolve) => {
    look = () => {
      if (received.length < size) return;
      look = () => {};
      resolve(received.subarray(0, size));
      received = received.subarray(size);
    };
    look();
  });
}

async function echo() {
  socket.setTimeout(5000);
  const size = (await receive(4)).readUInt32BE(0);
  if (size > LONGEST) fail(`a message of ${size} bytes is announced, the limit is ${LONGEST}`);
  hasLength = true;
  const message = await receive(size);
  hasLength = false;
  socket.setTimeout(0); // whoever types may take their time
  return message;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const message = Buffer.from(line);
  const header = Buffer.alloc(4);
  header.writeUInt32BE(message.length);
  socket.write(Buffer.concat([header, message]));
  console.log(`Came back: ${await echo()}`);
}
socket.removeAllListeners('end');
socket.end();
process.exit(0);
