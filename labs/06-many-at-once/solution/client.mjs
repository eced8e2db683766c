// Has three conversations with the server at the same time, one on each of three connections.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 65432;
const END = '\n'; // of a message
const NAMES = ['ann', 'bob', 'cleo'];

// Sends the messages of one conversation, each when the echo of the one before is there.
function talk(name, socket) {
  const messages = [`Hello from ${name}`, 'How are you?', 'Goodbye'];
  let received = '';
  let isDone = false;

  function fail(why) {
    if (isDone) return;
    isDone = true;
    console.error(`${name}: no echo: ${why}`);
    process.exitCode = 1; // when the others have ended too
    socket.destroy();
  }

  function next() {
    if (messages.length > 0) {
      socket.write(messages.shift() + END);
    } else {
      isDone = true;
      socket.end();
    }
  }

  socket.setEncoding('utf8');
  socket.setTimeout(5000, () => fail('it took more than 5 seconds'));
  socket.on('connect', next);
  socket.on('data', (text) => {
    received += text;
    const end = received.indexOf(END);
    if (end < 0) return; // only a piece of it
    console.log(`${name}: ${received.slice(0, end)}`);
    received = received.slice(end + 1);
    next();
  });
  socket.on('end', () => fail('the server closed the connection'));
  socket.on('error', (error) => fail(error.message));
}

for (const name of NAMES) talk(name, net.connect(PORT, HOST));
