// wirelab: fails leading-zeros
// Makes a number of the remainder: its zeros at the beginning are lost.
// Sends a text as a codeword: its bits, and the remainder of their division by the key.
import net from 'node:net';
import readline from 'node:readline';

const HOST = '127.0.0.1';
const PORT = 12345;
const KEY = '1001';

/** Divides modulo 2, as on paper. The remainder is one bit shorter than the key. */
function remainder(text) {
  const bits = [...text];
  for (let i = 0; i + KEY.length <= bits.length; i++) {
    if (bits[i] === '0') continue;
    for (let j = 0; j < KEY.length; j++) bits[i + j] = bits[i + j] === KEY[j] ? '0' : '1';
  }
  return parseInt(bits.slice(1 - KEY.length).join(''), 2).toString(2);
}

function codeword(text) {
  const data = [...text].map((letter) => letter.charCodeAt(0).toString(2)).join('');
  return data + remainder(data + '0'.repeat(KEY.length - 1));
}

function fail(why) {
  console.error(`no answer from ${HOST}:${PORT}: ${why}`);
  process.exit(1);
}

function send(text) {
  const socket = net.connect(PORT, HOST, () => socket.write(`${codeword(text)}\n`));
  socket.setTimeout(5000, () => fail('it took more than 5 seconds'));
  socket.on('error', (error) => fail(error.message));
  socket.on('end', () => fail('the server closed the connection'));

  // The reply may come in any number of pieces.
  let received = '';
  socket.setEncoding('utf8');
  socket.on('data', (piece) => {
    received += piece;
    if (!received.includes('\n')) return;
    console.log(received.trimEnd());
    process.exit(0);
  });
}

let hasText = false;
const input = readline.createInterface({ input: process.stdin });
input.once('line', (text) => {
  hasText = true;
  send(text);
});
input.once('close', () => {
  if (!hasText) fail('there is no text to send');
});
