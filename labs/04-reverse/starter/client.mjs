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

// Both are read by lines, however the bytes arrive; what was typed too early is kept.
const replies = readline.createInterface({ input: socket });
const answers = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

function reply() {
  socket.setTimeout(5000);
  return new Promise((resolve) => {
    replies.once('line', (line) => {
      socket.setTimeout(0); // the user may take their time
      resolve(line);
    });
  });
}

let answer = 'y';
while (answer === 'y') {
  // YOUR PART: send the sentence with its line feed, wait for the reply, and print it.
  process.stdout.write('Do you want to continue(y/n) :');
  answer = (await answers.next()).value; // undefined: there is no more input
}
socket.removeAllListeners('end');
socket.end();
process.exit(0);
