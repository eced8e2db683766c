// wirelab: fails other-machine
// Without arguments it is bound to localhost, where other machines do not come.
// Echoes lines, bound to the address and the port that its command line names.
import net from 'node:net';

const [host = 'localhost', port = '5000'] = process.argv.slice(2);

// Half-open: what a client is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  console.log(`${socket.remoteAddress}:${socket.remotePort} has connected`);
  socket.on('error', (error) => console.log(error.message)); // this client has broken off
  socket.pipe(socket);
});

server.on('error', (error) => {
  console.error(`cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
// listen looks up a name, too.
server.listen(Number(port), host, () => console.log(`listening on ${server.address().address}:${server.address().port}`));
