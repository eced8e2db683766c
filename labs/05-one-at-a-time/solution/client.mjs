// Sends each line of its input, and prints the echo. It may have to wait in a queue for its turn.
import net from 'node:net';
import readline from 'node:readline';

const HOST = '127.0.0.1';
const PORT = 5000;
const PATIENCE = 10_000; // milliseconds: longer than the server's, so that a silent client ahead of this one is sent away first

function fail(why) {
  console.error(`no echo from ${HOST}:${PORT}: ${why}`);
  process.exit(1);
}

// As soon as it is connected it can send, which does not mean that it is its turn.
const socket = net.connect(PORT, HOST);
socket.on('error', (error) => fail(error.message));
socket.on('timeout', () => fail(`nothing came for ${PATIENCE / 1000} seconds`));
socket.on('end', () => fail('the server closed the connection'));

// Reads on until a whole line is there, however the bytes arrive.
const echoes = readline.createInterface({ input: socket });

function echo() {
  socket.setTimeout(PATIENCE);
  return new Promise((resolve) => {
    echoes.once('line', (line) => {
      socket.setTimeout(0); // whoever types may take their time
      resolve(line);
    });
  });
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  socket.write(`${line}\n`);
  console.log(`Received from server: ${await echo()}`);
}
socket.removeAllListeners('end');
socket.end();
process.exit(0);
