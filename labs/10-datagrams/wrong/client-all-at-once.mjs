// wirelab: fails waits
// Sends all pings first, as it does not wait for the promises.
// Pinger: sends ten datagrams to the echo server, and measures how long each reply takes.
import dgram from 'node:dgram';

const HOST = '127.0.0.1';
const PORT = 12000;
const PINGS = 10;
const PATIENCE = 1000; // milliseconds

const pinger = dgram.createSocket('udp4').setMaxListeners(PINGS);

// Sends the message. Resolves with the milliseconds until its reply was there, or undefined if they are too many.
function ping(message) {
  return new Promise((resolve) => {
    const begin = performance.now();
    const finish = (time) => {
      clearTimeout(timer);
      pinger.off('message', receive);
      resolve(time);
    };
    const receive = (reply, sender) => {
      // Anything else is late, a copy or somebody else's: the timer goes on.
      if (sender.address === HOST && sender.port === PORT && reply.equals(Buffer.from(message))) finish(performance.now() - begin);
    };
    const timer = setTimeout(finish, PATIENCE);
    pinger.on('message', receive);
    // An error in sending is a ping without a reply, too.
    pinger.send(message, PORT, HOST, () => {});
  });
}

const times = [];
const messages = Array.from({ length: PINGS }, (_, index) => `ping ${index + 1}`);
const all = await Promise.all(messages.map(ping));
for (const [index, message] of messages.entries()) {
  const time = all[index];
  if (time === undefined) {
    console.log('Request timed out');
  } else {
    times.push(time);
    console.log(`Reply from server: ${message} (${time.toFixed(3)} ms)`);
  }
}
pinger.close();

const received = times.length;
const lost = PINGS - received;
console.log(`${PINGS} sent, ${received} received, ${lost} lost (${(100 * lost) / PINGS} % loss)`);
if (received === 0) {
  console.log('round-trip min/avg/max = none');
  process.exitCode = 1;
} else {
  const mean = times.reduce((sum, time) => sum + time, 0) / received;
  console.log(`round-trip min/avg/max = ${[Math.min(...times), mean, Math.max(...times)].map((time) => time.toFixed(3)).join('/')} ms`);
}
