import { expect } from 'chai';
import type { Socket } from 'node:net';
import { runClient, type ClientFlags } from '../../src/cli/commands/client/run-client.js';
import { composeServer } from '../../src/compose/compose-server.js';
import { allLabs } from '../../src/compose/labs.js';
import { exchangeDocument } from '../support/exchange-document.js';
import { printed } from '../support/printed.js';
import { endPrograms } from '../support/spawned.js';
import { freePort, serveTcp, stopServers } from '../support/tcp-server.js';
import { startWirelab, wirelab } from '../support/wirelab.js';

const labs = await allLabs();

/** The verdict of a lab's client about a server that does this with each connection. */
async function verdict(serve: (socket: Socket) => void, flags: ClientFlags = {}): Promise<string[]> {
  const { port } = await serveTcp(serve);
  const { result, stdout, stderr } = await printed(() => runClient({ lab: '6', port, deadline: 100, ...flags }));
  expect(result, stdout).to.equal(1);
  expect(stderr).to.equal('');
  const lines = stdout.split('\n').slice(0, -1);
  return lines.slice(lines.findIndex((line) => line.startsWith('failed')));
}

/** Answers every chunk. */
function answering(answer: (text: string) => string): (socket: Socket) => void {
  return (socket) => socket.on('data', (chunk) => socket.write(answer(chunk.toString())));
}

describe('wirelab client', () => {
  afterEach(async () => {
    await stopServers();
    await endPrograms();
  });

  for (const lab of labs) {
    it(`passes against the server of lab ${lab.number} ${lab.slug}`, async () => {
      const server = await composeServer({ ...lab.server, host: '127.0.0.1', port: 0 });
      const { port } = await server.start();
      try {
        const { result, stdout } = await printed(() => runClient({ lab: lab.slug, port, json: true }));
        expect(exchangeDocument(stdout)).to.include({ ok: true, address: `127.0.0.1:${port}` });
        expect(result).to.equal(0);
      } finally {
        await server.stop(0);
      }
    });
  }

  it('shows its own end of the exchange', async () => {
    const { port } = await serveTcp(answering((text) => text));
    const { stdout } = await printed(() => runClient({ lab: 'echo', port }));
    expect(stdout.replace(/ *\d+\.\d ms|\d+ ms$/gm, 'TIME')).to.equal(
      [
        `lab 1 echo: handler echo, framing raw, tcp, at 127.0.0.1:${port}`,
        'TIME  client connects',
        'TIME  client → server   18 bytes  "Hello from client!"',
        'TIME  server → client   18 bytes  "Hello from client!"',
        'TIME  client closes',
        'passed: 1 client, 3 steps, TIME',
        '',
      ].join('\n'),
    );
  });

  it('plays the examples of a handler where there is no lab', async () => {
    const { port } = await serveTcp(answering((text) => text.toUpperCase()));
    const { result } = await printed(() => runClient({ handler: 'upper', framing: 'line', port }));
    expect(result).to.equal(0);
  });

  describe('fails with what a student can act on when', () => {
    it('a reply is wrong', async () => {
      expect(await verdict(answering((text) => text.replace('Hello', 'Hallo')))).to.deep.equal([
        'failed at step 5 of 14 (expect) by bob: at offset 1: expected "e" (65), received "a" (61)',
        '  expected: "Hello\\n"',
        '  received: "Hallo\\n"',
        '              ^',
        '  all other bytes are right',
      ]);
    });

    it('a reply is not framed', async () => {
      expect(await verdict(answering((text) => text.trimEnd()))).to.deep.equal([
        'failed at step 5 of 14 (expect) by bob: only 5 of 6 bytes came within 100 ms; missing: "\\n"',
        '  expected: "Hello\\n"',
        '  received: "Hello"',
        '                  ^',
        '  only the line feed (\\n) at the end is missing',
      ]);
    });

    it('lines end in CR LF', async () => {
      expect((await verdict(answering((text) => text.replace('\n', '\r\n')))).at(-1)).to.equal(
        '  lines end in CR LF (\\r\\n) where LF (\\n) is expected',
      );
    });

    it('the server is silent', async () => {
      expect(await verdict((socket) => socket.resume())).to.deep.equal([
        'failed at step 5 of 14 (expect) by bob: nothing came within 100 ms; "Hello\\n" was expected',
      ]);
    });

    it('the server closes early', async () => {
      expect(await verdict((socket) => socket.once('data', () => socket.end()))).to.deep.equal([
        'failed at step 5 of 14 (expect) by bob: the server closed the connection without sending anything; "Hello\\n" was expected',
      ]);
    });

    it('the server waits for the end of the stream', async () => {
      const [line] = await verdict((socket) => {
        let text = '';
        socket
          .on('data', (chunk) => {
            text += chunk.toString();
          })
          .on('end', () => socket.end(text));
      });
      expect(line).to.include('the reply came only after the client had ended its direction');
    });

    it('nobody listens, and no name is given to an only client', async () => {
      const { port } = await freePort();
      const { result, stdout } = await printed(() => runClient({ lab: '1', port }));
      expect(result).to.equal(1);
      expect(stdout.split('\n')[1]).to.equal(
        `failed at step 1 of 3 (connect): nobody listens on 127.0.0.1:${port}: start the server first, or check the port`,
      );
    });

    it('a chat has nobody who greets', async () => {
      const [line] = await verdict((socket) => socket.resume(), { lab: 'chat' });
      expect(line).to.equal(
        'failed at step 2 of 28 (expect) by ann: nothing came within 100 ms; "* welcome, guest1: /name NAME, /who, /quit\\n" was expected',
      );
    });
  });

  it('tells a failure as data, too', async () => {
    const { port } = await serveTcp(answering(() => 'no\n'));
    const { result, stdout } = await printed(() => runClient({ lab: '3', port, json: true }));
    expect(result).to.equal(1);
    const { ok, error } = exchangeDocument(stdout);
    expect(ok).to.equal(false);
    expect(error).to.include({ kind: 'wrong-bytes', step: 2, client: 'client', offset: 0 });
    expect(Buffer.from(error?.actual ?? '', 'base64').toString()).to.equal('no\n');
  });

  describe('--interactive, with its input from a pipe,', () => {
    it('prints each reply and ends on exit', async () => {
      const { port } = await serveTcp(answering((text) => text.replaceAll('\n', '!\n')));
      const { status, stdout, stderr } = await wirelab(['client', '3', '--interactive', '--port', String(port)], {
        input: 'Hello\nexit\nnever\n',
      });
      expect({ status, stdout, stderr }).to.deep.equal({ status: 0, stdout: '< Hello!\n< exit!\n', stderr: '' });
    });

    it('ends with 1 when the server goes away', async () => {
      const { port } = await serveTcp((socket) => socket.once('data', () => socket.end('bye\n')));
      const program = startWirelab(['client', '3', '-i', '--port', String(port)]);
      program.write('Hello\n');
      const { status, stdout, stderr } = await program.end();
      expect({ status, stdout, stderr }).to.deep.equal({
        status: 1,
        stdout: '< bye\n',
        stderr: 'the server closed the connection\n',
      });
    });

    it('ends with 1 when nobody listens', async () => {
      const { port } = await freePort();
      const { status, stdout, stderr } = await wirelab(['client', '-i', '--port', String(port)], { input: 'Hello\n' });
      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: '' });
      expect(stderr).to.equal(
        `wirelab: nobody listens on 127.0.0.1:${port}: start the server first, or check the port\n`,
      );
    });
  });
});
