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

// Reads on until a whole line is there, however the bytes arrive.
const replies = readline.createInterface({ input: socket });

function reply() {
  socket.setTimeout(5000);
  return new Promise((resolve) => {
    replies.once('line', (line) => {
      socket.setTimeout(0); // whoever types may take their time
      resolve(line);
    });
  });
}

process.stdout.write('> ');
for await (const line of readline.createInterface({ input: process.stdin })) {
  // YOUR PART: send the line with its line feed, wait for the reply, and print it. After exit has been answered, end.
  process.stdout.write('> ');
}
socket.removeAllListeners('end');
socket.end();
process.exit(0);
