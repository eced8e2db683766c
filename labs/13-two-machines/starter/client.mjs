// Sends each line of its input to an echo server and prints the echo; where it cannot, it tells why.
import net from 'node:net';
import readline from 'node:readline';

// YOUR PART: take the host and the port from the command line (process.argv), where they are given.
const host = '127.0.0.1';
const port = '5000';

// YOUR PART: which codes has an error, and what do they mean? Print them, for each of the cases that `wirelab run 13` shows.
const CAUSES = {};

function fail([cause, code]) {
  console.error(`cannot reach ${host}:${port}: ${cause}`);
  process.exit(code);
}

// net.connect looks up a name and tries its addresses, one after another.
const socket = net.connect({ host, port: Number(port), autoSelectFamily: true });
// YOUR PART: connecting may take 5 seconds, and so may each echo.
// Where all addresses failed, each error is one of several.
socket.on('error', (error) => fail(CAUSES[error.code ?? error.errors?.[0].code] ?? ['closed', 1]));
socket.on('end', () => fail(['closed', 1]));

// Reads on until a whole line is there, however the bytes arrive.
const echoes = readline.createInterface({ input: socket });

function echo() {
  return new Promise((resolve) => echoes.once('line', resolve));
}

await new Promise((resolve) => socket.once('connect', resolve));
for await (const line of readline.createInterface({ input: process.stdin })) {
  socket.write(`${line}\n`);
  console.log(await echo());
}
process.exit(0);
