// wirelab: fails keeps-trying
// Tries three times, and not five.
// Sends the lines of its input and prints their echoes. Says what goes wrong, each in a way of its own.
import net from 'node:net';
import readline from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const HOST = '127.0.0.1';
const PORT = 65432;
const PAUSES = [200, 400]; // milliseconds before the second attempt, and so on
const PATIENCE = 5000; // milliseconds

const [REFUSED, CLOSED, RESET, NO_ANSWER] = [2, 3, 4, 5]; // exit codes

function fail(code, why) {
  console.error(`${HOST}:${PORT}: ${why}`);
  process.exit(code);
}

function failBy(error) {
  if (error.code === 'ECONNREFUSED') fail(REFUSED, 'refused: nobody listens there');
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') fail(RESET, 'reset: the connection is broken');
  fail(1, error.message);
}

function attempt() {
  return new Promise((resolve, reject) => {
    const socket = net.connect(PORT, HOST, () => resolve(socket));
    socket.once('error', reject);
  });
}

async function connect() {
  for (const ms of PAUSES) {
    try {
      return await attempt();
    } catch (error) {
      if (error.code !== 'ECONNREFUSED') throw error;
      await pause(ms);
    }
  }
  return attempt();
}

const socket = await connect().catch(failBy);
socket.on('error', failBy);
socket.on('timeout', () => fail(NO_ANSWER, `no answer within ${PATIENCE / 1000} seconds`));

let received = '';
let tell; // whoever waits for an echo
socket.setEncoding('latin1'); // a character for each byte: nothing can be cut in the middle
socket.on('data', (text) => {
  received += text;
  const end = received.indexOf('\n');
  if (end < 0) return; // only a piece of it
  tell?.(received.slice(0, end + 1));
  received = received.slice(end + 1);
});
socket.on('end', () => fail(CLOSED, 'closed by the server before the echo was there'));

function echo() {
  socket.setTimeout(PATIENCE);
  return new Promise((resolve) => {
    tell = (line) => {
      socket.setTimeout(0); // whoever types may take their time
      resolve(line);
    };
  });
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  socket.write(`${line}\n`);
  process.stdout.write(await echo(), 'latin1');
}
socket.removeAllListeners('end');
socket.end();
process.exit(0);
