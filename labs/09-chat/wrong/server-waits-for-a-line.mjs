// wirelab: fails welcome
// Welcomes a member only when it has said something.
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
  // write keeps what the network does not take, however much that is.
  if (member.socket.writableLength > MOST_WAITING) {
    member.farewell = 'was dropped: did not read';
    member.socket.destroy(); // and it leaves when the others have been told
  }
}

function announce(line, speaker) {
  for (const member of members) if (member !== speaker) tell(member, line);
}

function leave(member) {
  if (members.delete(member)) announce(`* ${member.name} ${member.farewell}`);
}

function isTaken(name) {
  return [...members].some((member) => member.name === name);
}

function freeGuest() {
  let number = 1;
  while (isTaken(`guest${number}`)) number++;
  return `guest${number}`;
}

function quit(member) {
  tell(member, '* bye');
  leave(member);
  member.socket.end(); // when all of it is sent
}

function rename(member, name) {
  if (!/^\S+$/.test(name)) return tell(member, '* which name? /name NAME');
  if (isTaken(name)) return tell(member, `* the name ${name} is taken`);
  announce(`* ${member.name} is now ${name}`, member);
  member.name = name;
  tell(member, `* you are now ${name}`);
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
  announce(`* ${member.name} joined`, member);

  let received = '';
  socket.setEncoding('utf8'); // a letter that is cut in two is kept until it is whole
  socket.once('data', () => tell(member, `* welcome, ${member.name}: ${COMMANDS}`));
  socket.on('data', (text) => {
    const lines = (received + text).split('\n');
    received = lines.pop();
    for (const line of lines.map((one) => one.replace(/\r$/, ''))) {
      if (!members.has(member)) return; // it has said /quit
      if (line.startsWith('/')) obey(member, line);
      else if (line !== '') announce(`${member.name}: ${line}`, member);
    }
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
