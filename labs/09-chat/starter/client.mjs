// A chat client: prints what comes and sends what is typed, whichever is first.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 1026;

const socket = net.connect(PORT, HOST);
// YOUR PART: send what comes from process.stdin, and print what comes from the socket, both at once. At the end of the
// input only our direction ends (socket.end()), since answers may still come.
socket.on('end', () => {
  console.error('the server has closed the connection');
  process.stdin.destroy(); // or the program would wait for the keyboard
});
socket.on('error', (error) => {
  console.error(`no chat with ${HOST}:${PORT}: ${error.message}`);
  process.exit(1);
});
