// wirelab: fails lossy
// A message is sent again once, and then it gives up.
import { createSocket } from 'node:dgram';

const HOST = '127.0.0.1';
const PORT = 12001;
const PIECE = 100; // bytes of data in a message
const TRIES = 2;
const [DATA, ACK, END] = Buffer.from('DAE');

const sum = (bytes) => bytes.reduce((total, byte) => total + byte, 0) % 256;

/** The third byte makes the sum of all bytes a multiple of 256. */
function packet(type, number, data = Buffer.alloc(0)) {
  const bytes = Buffer.concat([Uint8Array.of(type, number, 0), data]);
  bytes[2] = 256 - sum(bytes);
  return bytes;
}

async function readAll() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Sends all messages; `finish` is told whether they arrived. */
function transfer(road, messages, window, timeout, finish) {
  let base = 0; // so many are acknowledged
  let sent = 0; // so many have been sent at least once
  let datagrams = 0;
  let tries = 1;
  let timer;

  const send = (index) => {
    datagrams++;
    road.send(messages[index]);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(goBack, timeout);
  };
  const fillWindow = () => {
    while (sent < Math.min(base + window, messages.length)) send(sent++);
    wait();
  };
  function goBack() {
    if (tries++ === TRIES) return finish(false, datagrams);
    for (let index = base; index < sent; index++) send(index);
    wait();
  }

  road.on('message', (datagram) => {
    if (datagram.length !== 3 || datagram[0] !== ACK || sum(datagram) !== 0) return;
    const ahead = (datagram[1] - base) & 0xff;
    if (ahead === 0 || ahead > sent - base) return; // nothing new, or never sent
    base += ahead;
    tries = 1;
    if (base < messages.length) return fillWindow();
    clearTimeout(timer);
    finish(true, datagrams);
  });
  fillWindow();
}

const [window = 1, timeout = 200] = process.argv.slice(2).map(Number);
const text = await readAll();
const messages = [];
for (let at = 0; at < text.length; at += PIECE) messages.push(packet(DATA, messages.length, text.subarray(at, at + PIECE)));
messages.push(packet(END, messages.length));

const road = createSocket('udp4');
road.on('error', () => undefined); // nobody listens, or not yet: the datagram is lost like others
road.connect(PORT, HOST, () => {
  transfer(road, messages, window, timeout, (arrived, datagrams) => {
    road.close();
    if (arrived) return console.log(`${messages.length} messages in ${datagrams} datagrams`);
    console.error(`no answer from ${HOST}:${PORT}: a message was sent ${TRIES} times, and nothing was acknowledged`);
    process.exitCode = 1;
  });
});
