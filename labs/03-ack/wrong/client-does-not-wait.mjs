// wirelab: fails waits
// Sends every line as soon as it is there, without waiting for the reply to the one before.
// A prompt: sends each line that is typed, and prints the server's reply to it.
import net from 'node:net';
import readline from 'node:readline';

const HOST = '127.0.0.1';
const PORT = 5000;

function fail(why) {
  console.error(`no answer from ${HOST}:${PORT}: ${why}`);
  process.exit(1);
}

const socket = net.connect(PORT, HOST);
socket.on('error', (error) => fail(error.message));
socket.on('timeout', () => fail('it took more than 5 seconds'));
socket.on('end', () => fail('the server closed the connection'));

let expected = 0;
let isLast = false;

function finish() {
  if (!isLast || expected > 0) return;
  socket.end();
  process.exit(0);
}

const input = readline.createInterface({ input: process.stdin });
input.on('line', (line) => {
  socket.write(`${line}\n`);
  socket.setTimeout(5000);
  expected++;
  isLast ||= line.toLowerCase() === 'exit';
});
input.on('close', () => {
  isLast = true;
  finish();
});

// Reads on until a whole line is there, however the bytes arrive.
readline.createInterface({ input: socket }).on('line', (line) => {
  console.log(`Server response: ${line}`);
  expected--;
  if (expected === 0) socket.setTimeout(0); // whoever types may take their time
  finish();
});
