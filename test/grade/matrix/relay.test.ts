import { expect } from 'chai';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { Relay } from '../../../src/grade/matrix/relay.js';
import { connectTcp } from '../../../src/transport/connect-tcp.js';

describe('a relay', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const listening = async (server: Server): Promise<number> => {
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };

  /** A port at which nobody listens any more. */
  const free = async (): Promise<number> => {
    const server = createServer();
    const port = await listening(server);
    servers.pop();
    await new Promise((resolve) => server.close(resolve));
    return port;
  };

  it('passes on bytes and ends of both directions, and writes the bytes down', async () => {
    const server = await listening(
      createServer({ allowHalfOpen: true }, (socket) => {
        socket.on('data', (data) => socket.write(data.toString().toUpperCase()));
        socket.on('end', () => socket.end('bye'));
      }),
    );
    const port = await free();
    const relay = await Relay.listen([{ host: '127.0.0.1', port }], connectTcp({ host: '127.0.0.1', port: server }));
    const client = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    client.end('hello');
    const chunks: Buffer[] = [];
    client.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(client, 'end');
    relay.close();
    expect(Buffer.concat(chunks).toString()).to.equal('HELLObye');
    const said = (dir: string): string =>
      Buffer.concat(
        relay.transcript.flatMap((entry) => (entry.type === 'bytes' && entry.dir === dir ? [entry.bytes] : [])),
      ).toString();
    expect([said('send'), said('receive'), relay.accepted]).to.deep.equal(['hello', 'HELLObye', 1]);
  });

  it('breaks the connection of a client whose server is not there', async () => {
    const [port, nobody] = [await free(), await free()];
    const relay = await Relay.listen([{ host: '127.0.0.1', port }], connectTcp({ host: '127.0.0.1', port: nobody }));
    const client = connect({ host: '127.0.0.1', port });
    const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException];
    relay.close();
    expect(error.code).to.equal('ECONNRESET');
  });

  it('leaves a place to the server that listens there', async () => {
    const port = await listening(
      createServer((socket) => {
        socket.end('the server itself');
      }),
    );
    const relay = await Relay.listen([{ host: '127.0.0.1', port }], connectTcp({ host: '127.0.0.1', port }));
    const client = connect({ host: '127.0.0.1', port });
    const [data] = (await once(client, 'data')) as [Buffer];
    relay.close();
    expect(data.toString()).to.equal('the server itself');
    expect(relay.accepted).to.equal(0);
  });
});
