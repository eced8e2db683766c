// wirelab: fails half-close
// Answers after a while, and throws the connection away as soon as the client has ended its direction.
// Divides the codeword that a client sends by the key, and says whether there is an error in it.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 12345;
const KEY = '1001';
const LONGEST = 65536; // bytes of a line

/** Divides modulo 2, as on paper. The remainder is one bit shorter than the key. */
function remainder(text) {
  const bits = [...text];
  for (let i = 0; i + KEY.length <= bits.length; i++) {
    if (bits[i] === '0') continue;
    for (let j = 0; j < KEY.length; j++) bits[i + j] = bits[i + j] === KEY[j] ? '0' : '1';
  }
  return bits.slice(1 - KEY.length).join('');
}

function replyTo(line) {
  if (!/^[01]+$/.test(line)) return 'error: a codeword is made of 0 and 1';
  if (remainder(line).includes('1')) return 'Error in data';
  return `THANK you Data ->${line} Received No error FOUND`;
}

/** After a while, and behind an end that has come by then. */
function later(answer) {
  setTimeout(() => setImmediate(answer), 100);
}

const server = net.createServer((socket) => {
  let received = '';
  socket.setEncoding('latin1');
  socket.on('data', (text) => {
    if (socket.writableEnded) return; // it has its answer
    received += text;
    const end = received.indexOf('\n');
    if (end >= 0) later(() => socket.end(`${replyTo(received.slice(0, end).replace(/\r$/, ''))}\n`));
    else if (received.length > LONGEST) socket.destroy();
  });
  socket.on('end', () => socket.destroy());
  // This client has broken off; the others are still served.
  socket.on('error', (error) => console.error(error.message));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
