import { expect } from 'chai';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { runClient } from '../../src/cli/commands/client/run-client.js';
import { printed } from '../support/printed.js';
import { endPrograms } from '../support/spawned.js';
import { freePort, serveTcp, stopServers } from '../support/tcp-server.js';
import { serving, startWirelab, wirelab } from '../support/wirelab.js';

const sockets: Socket[] = [];

/** A connection on which this has been sent and answered. */
async function asking(
  host: string,
  port: number,
  text: string,
): Promise<{ socket: Socket; from: number | undefined; answer: string }> {
  const socket = connect({ host, port });
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write(text);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return { socket, from: socket.localPort, answer: answer.toString() };
}

describe('wirelab serve', () => {
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await endPrograms();
    await stopServers();
  });

  it('tells on standard error, a line each: listening, opened, message, closed, and ends with 0 on SIGTERM', async () => {
    const server = await serving(['3']);
    const { socket, from } = await asking(server.host, server.port, 'Grüße "x"\nexit\n');
    await server.said(/#1 closed/);
    socket.end();
    const { status, stdout } = await server.stop();
    expect({ status, stdout }).to.deep.equal({ status: 0, stdout: '' });
    expect(server.lines.map((line) => line.replace(`127.0.0.1:${from}`, 'CLIENT'))).to.deep.equal([
      'lab 3 ack: handler ack, framing line, tcp, concurrent',
      `listening on 127.0.0.1:${server.port}`,
      '#1 opened from CLIENT, 1 active',
      '#1 message of 11 bytes: "Grüße \\"x\\""',
      '#1 message of 4 bytes: "exit"',
      '#1 closed: the handler ended it; 2 messages, 17 bytes, 0 active',
      'stopping',
      'stopped',
    ]);
  });

  it('tells the same as JSON, a document on each line', async () => {
    const server = await serving(['3', '--json']);
    const { socket, from } = await asking(server.host, server.port, 'exit\n');
    await server.said(/"closed"/);
    socket.end();
    await server.stop();
    const events = server.lines.map((line) => JSON.parse(line) as { t?: number });
    for (const event of events) {
      expect(event.t).to.be.a('number');
      delete event.t;
    }
    const peer = { host: '127.0.0.1', port: from };
    expect(events).to.deep.equal([
      { type: 'listening', address: { host: '127.0.0.1', port: server.port } },
      { type: 'opened', session: 1, peer, active: 1 },
      { type: 'message', session: 1, size: 4, bytes: Buffer.from('exit').toString('base64'), text: 'exit' },
      { type: 'closed', session: 1, peer, reason: 'handler', active: 0, messages: 1, bytes: 5 },
      { type: 'stopping', active: 0 },
      { type: 'stopped' },
    ]);
  });

  it('lets those who are connected finish on the first signal, and exits with 130 at once on the second', async () => {
    const server = await serving(['1']);
    const { socket } = await asking(server.host, server.port, 'Hello');
    server.program.kill('SIGINT');
    await server.said(/stopping, 1 connection still open/);
    socket.write('again');
    await once(socket, 'data');
    expect(await server.program.stop('SIGINT')).to.include({ status: 130, stdout: '' });
  });

  it('serves UDP, with any handler and framing', async () => {
    const server = await serving(['--handler', 'upper', '--transport', 'udp']);
    const socket = createSocket('udp4');
    try {
      socket.send('hello', server.port, server.host);
      const [answer] = (await once(socket, 'message')) as [Buffer];
      expect(answer.toString()).to.equal('HELLO');
      await server.said(/^#1 message of 5 bytes: "hello"$/m);
    } finally {
      socket.close();
    }
  });

  it('lets clients wait for their turn, and refuses more than the backlog', async () => {
    const server = await serving(['5', '--backlog', '1']);
    await asking(server.host, server.port, 'first\n');
    sockets.push(connect(server));
    await server.said(/ waits for its turn, 1 waiting$/m);
    sockets.push(connect(server).on('error', () => undefined));
    await server.said(/ refused: 1 waiting$/m);
  });

  it('serves one port with several processes, and says whose line it is', async () => {
    const server = await serving(['1', '--workers', '2']);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => asking(server.host, server.port, `client ${i}`)),
    );
    expect(answers.map(({ answer }) => answer)).to.deep.equal(Array.from({ length: 8 }, (_, i) => `client ${i}`));
    for (const { socket } of answers) socket.end();
    await server.said(/(?:^\[[12]\] #\d+ closed: [^]*){8}/m);
    const { status } = await server.stop();
    expect(status).to.equal(0);
    const lines = server.lines.filter((line) => !/^\[[12]\] #\d+ (?:opened|message|closed)/.test(line));
    expect(lines).to.deep.equal([
      'lab 1 echo: handler echo, framing raw, tcp, concurrent',
      `listening on 127.0.0.1:${server.port} with 2 processes`,
      'stopping (the same signal again ends it at once)',
      'stopped',
    ]);
  });

  it('says in one line why it cannot listen, with exit code 3', async () => {
    const { port } = await serveTcp(() => undefined);
    const cases: [string[], RegExp][] = [
      [
        ['--port', String(port), '--quiet'],
        new RegExp(`^wirelab: port ${port} of 127\\.0\\.0\\.1 is in use by another program: [^\\n]+\\n$`),
      ],
      [
        ['--port', String(port), '--json', '--workers', '2'],
        new RegExp(`^wirelab: port ${port} of 127\\.0\\.0\\.1 is in use by another program: [^\\n]+\\n$`),
      ],
      [['--host', '192.0.2.1', '--json'], /^wirelab: 192\.0\.2\.1 is no address of this machine: [^\n]+\n$/],
      [['--host', 'nowhere.invalid', '--json'], /^wirelab: there is no host nowhere\.invalid: [^\n]+\n$/],
    ];
    await Promise.all(
      cases.map(async ([words, message]) => {
        const { status, stdout, stderr } = await wirelab(['serve', '1', ...words]);
        expect({ status, stdout }).to.deep.equal({ status: 3, stdout: '' });
        expect(stderr).to.match(message);
      }),
    );
  });

  it('tells nothing with --quiet', async () => {
    const { port } = await freePort();
    const program = startWirelab(['serve', '1', '--port', String(port), '--quiet']);
    const isServed = async (): Promise<boolean> => (await printed(() => runClient({ lab: '1', port }))).result === 0;
    while (!(await isServed())); // it does not say when it listens
    expect(await program.stop()).to.deep.equal({ status: 0, signal: null, stdout: '', stderr: '' });
  });
});
