// Echo client: sends one message, prints what comes back.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 65432;
const MESSAGE = 'Hello from client!';

let reply = '';

function fail(why) {
  console.error(`no echo from ${HOST}:${PORT}: ${why}`);
  process.exit(1);
}

const socket = net.connect(PORT, HOST, () => {
  // YOUR PART: send the message.
});
socket.setEncoding('utf8');
socket.setTimeout(5000, () => fail('no answer for 5 seconds'));

// The reply may come in any number of pieces.
socket.on('data', (text) => {
  reply += text;
  // YOUR PART: when the whole echo is there, print it and end the connection.
});
socket.on('end', () => {
  if (reply.length < MESSAGE.length) fail('the server closed the connection too early');
});
socket.on('error', (error) => fail(error.message));
