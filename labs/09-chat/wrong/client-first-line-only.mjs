// wirelab: fails glued-lines
// Prints the first line of each chunk.
// A chat client: prints what comes and sends what is typed, whichever is first.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 1026;

const socket = net.connect(PORT, HOST);
// Both directions at once, as bytes: where lines end is left to both sides. The end of the input ends our direction only,
// since answers may still come.
process.stdin.pipe(socket);
socket.on('data', (data) => console.log(data.toString('latin1').split('\n', 1)[0]));
socket.on('end', () => {
  console.error('the server has closed the connection');
  process.stdin.destroy(); // or the program would wait for the keyboard
});
socket.on('error', (error) => {
  console.error(`no chat with ${HOST}:${PORT}: ${error.message}`);
  process.exit(1);
});
