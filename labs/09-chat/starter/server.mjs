// A chat room: what one member says goes to everybody else.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 1026;
const COMMANDS = '/name NAME, /who, /quit';
const MOST_WAITING = 1 << 20; // bytes for one member: one that reads so slowly is dropped
const LONGEST = 1 << 20; // characters of a line

const members = new Set(); // in the order in which they came

function tell(member, line) {
  member.socket.write(`${line}\n`);
  // YOUR PART: write keeps what the network does not take, however much that is (socket.writableLength). When it is more
  // than MOST_WAITING, change member.farewell, and destroy the socket.
}

function announce(line, speaker) {
  // YOUR PART: tell every member but the speaker.
}

function leave(member) {
  if (members.delete(member)) announce(`* ${member.name} ${member.farewell}`);
}

function isTaken(name) {
  return [...members].some((member) => member.name === name);
}

function freeGuest() {
  // YOUR PART: the lowest number that nobody has.
  return 'guest1';
}

function quit(member) {
  // YOUR PART: say goodbye, leave, and end the connection.
}

function rename(member, name) {
  if (!/^\S+$/.test(name)) return tell(member, '* which name? /name NAME');
  // YOUR PART: is the name taken? If not, tell the others and the member, and change it.
}

function obey(member, line) {
  const [, command, name] = /^(\S+)\s*(.*)$/.exec(line);
  const names = [...members].map((one) => one.name);
  if (command === '/name') rename(member, name);
  else if (command === '/who') tell(member, `* here ${names.length === 1 ? 'is' : 'are'} ${names.length}: ${names.join(', ')}`);
  else if (command === '/quit') quit(member);
  else tell(member, `* no command ${command}; known: ${COMMANDS}`);
}

// Half-open: what a member is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  const member = { socket, name: freeGuest(), farewell: 'left' };
  members.add(member);
  tell(member, `* welcome, ${member.name}: ${COMMANDS}`);
  announce(`* ${member.name} joined`, member);

  let received = '';
  socket.setEncoding('utf8'); // a letter that is cut in two is kept until it is whole
  socket.on('data', (text) => {
    received += text;
    // YOUR PART: take out every line that is whole. Commands are obeyed, empty lines passed over, all others announced with
    // the name of the member; stop when it has said /quit. The rest stays in received.
    if (received.length > LONGEST) socket.destroy();
  });
  socket.on('end', () => {
    leave(member);
    socket.end();
  });
  // This member has broken off; `close` follows.
  socket.on('error', (error) => console.error(error.message));
  socket.on('close', () => leave(member));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
