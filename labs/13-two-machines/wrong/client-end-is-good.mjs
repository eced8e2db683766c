// wirelab: fails server-closes
// Ends well when the server does.
// Sends each line of its input to an echo server and prints the echo; where it cannot, it tells why.
import net from 'node:net';
import readline from 'node:readline';

const [host = '127.0.0.1', port = '5000'] = process.argv.slice(2);
const PATIENCE = 5000; // milliseconds

const CAUSES = {
  ECONNREFUSED: ['refused', 3], // the machine is there, and nobody listens
  EHOSTUNREACH: ['unreachable', 4],
  ENETUNREACH: ['unreachable', 4],
  ETIMEDOUT: ['no answer', 5], // nothing came back
  ENOTFOUND: ['unknown name', 6], // nothing has been sent yet
  EAI_AGAIN: ['unknown name', 6],
};

function fail([cause, code]) {
  console.error(`cannot reach ${host}:${port}: ${cause}`);
  process.exit(code);
}

// net.connect looks up a name and tries its addresses, one after another.
const socket = net.connect({ host, port: Number(port), autoSelectFamily: true });
let patience = setTimeout(() => fail(CAUSES.ETIMEDOUT), PATIENCE);
socket.on('connect', () => clearTimeout(patience));
// Where all addresses failed, each error is one of several.
socket.on('error', (error) => fail(CAUSES[error.code ?? error.errors?.[0].code] ?? ['closed', 1]));
socket.on('end', () => process.exit(0));

// Reads on until a whole line is there, however the bytes arrive.
const echoes = readline.createInterface({ input: socket });

function echo() {
  patience = setTimeout(() => fail(CAUSES.ETIMEDOUT), PATIENCE);
  return new Promise((resolve) => {
    echoes.once('line', (line) => {
      clearTimeout(patience);
      resolve(line);
    });
  });
}

await new Promise((resolve) => socket.once('connect', resolve));
for await (const line of readline.createInterface({ input: process.stdin })) {
  socket.write(`${line}\n`);
  console.log(await echo());
}
process.exit(0);
