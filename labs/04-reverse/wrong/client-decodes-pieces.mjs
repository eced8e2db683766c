// wirelab: fails cut-letter
// Makes a text of each chunk: half a letter becomes a replacement character.
// Has a sentence reversed by the server, as often as the user wants.
import net from 'node:net';
import readline from 'node:readline';

const HOST = '127.0.0.1';
const PORT = 12345;
const SENTENCE = 'shaurya says geeksforgeeks';

function fail(why) {
  console.error(`no answer from ${HOST}:${PORT}: ${why}`);
  process.exit(1);
}

const socket = net.connect(PORT, HOST);
socket.on('error', (error) => fail(error.message));
socket.on('timeout', () => fail('it took more than 5 seconds'));
socket.on('end', () => fail('the server closed the connection'));

// What was typed too early is kept.
const answers = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

function reply() {
  socket.setTimeout(5000);
  return new Promise((resolve) => {
    let received = '';
    const take = (chunk) => {
      received += chunk;
      if (!received.endsWith('\n')) return;
      socket.off('data', take);
      socket.setTimeout(0); // the user may take their time
      resolve(received.trimEnd());
    };
    socket.on('data', take);
  });
}

let answer = 'y';
while (answer === 'y') {
  socket.write(`${SENTENCE}\n`);
  console.log(`Received from the server : ${await reply()}`);
  process.stdout.write('Do you want to continue(y/n) :');
  answer = (await answers.next()).value; // undefined: there is no more input
}
socket.removeAllListeners('end');
socket.end();
process.exit(0);
