import { expect } from 'chai';
import type { Connection } from '../../src/transport/listener.js';
import { READ_SIZE } from '../../src/transport/shared-read.js';
import { listenTcp } from '../../src/transport/tcp.js';
import { closeClients, TcpClient } from '../support/tcp-client.js';

const MIB = 1024 * 1024;

/** One connection to a listener without a server: its server's end, its client's, and a promise for the end of both directions. */
async function connected(
  receive: (chunk: Uint8Array) => void = () => undefined,
): Promise<{ connection: Connection; client: TcpClient; gone: Promise<void>; close: () => Promise<void> }> {
  let goes: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    goes = resolve;
  });
  let accept: (connection: Connection) => void = () => undefined;
  const accepted = new Promise<Connection>((resolve) => {
    accept = resolve;
  });
  const listener = await listenTcp(
    { host: '127.0.0.1', port: 0 },
    {
      accepted: (one) => {
        accept(one);
      },
      gone: () => {
        goes();
      },
      troubled: () => undefined,
    },
    { maxUnsent: 64 * MIB },
  );
  const client = await TcpClient.open(listener.address);
  const connection = await accepted;
  const nothing = (): void => undefined;
  connection.start({ receive, end: nothing, lost: nothing });
  return { connection, client, gone, close: () => listener.close() };
}

describe('a connection over TCP', () => {
  afterEach(closeClients);

  it('reads a connection on which much waits once in a turn of the loop, so that the others have theirs', async () => {
    const reads: { turn: number; size: number }[] = [];
    let turn = 0;
    let left = 8 * MIB;
    let done: () => void = () => undefined;
    const received = new Promise<void>((resolve) => {
      done = resolve;
    });
    const { client, close } = await connected((chunk) => {
      reads.push({ turn, size: chunk.length });
      left -= chunk.length;
      if (left === 0) done();
    });
    const count = (): void => {
      turn++;
      if (left > 0) setImmediate(count);
    };
    count();
    client.send(Buffer.alloc(left));
    await received;
    const long = reads.filter(({ size }) => size === READ_SIZE);
    expect(long.length, 'long reads').to.be.greaterThan(0);
    expect(new Set(long.map((read) => read.turn)).size).to.equal(long.length);
    await close();
  });

  it('sees a slow peer take a long write bit by bit, until it has taken all', async () => {
    const { connection, client, gone, close } = await connected();
    client.socket.pause();
    const size = 32 * MIB;
    connection.wire.write([Buffer.alloc(size)]);
    connection.wire.end();
    const seen = new Set<number>([connection.unsent]);
    client.end();
    client.socket.on('data', () => {
      seen.add(connection.unsent);
    });
    client.socket.resume();
    await client.gotBytes(size);
    await gone;
    seen.add(connection.unsent);
    expect(seen.size).to.be.greaterThan(4);
    expect([...seen].at(-1)).to.equal(0);
    await close();
  });

  for (const [when, prepare] of [
    ['open', () => undefined],
    [
      'full',
      (connection: Connection) => {
        connection.wire.write([Buffer.alloc(32 * MIB)]);
      },
    ],
    [
      'just ended',
      (connection: Connection) => {
        connection.wire.end();
      },
    ],
    [
      'ended and full',
      (connection: Connection) => {
        connection.wire.write([Buffer.alloc(32 * MIB)]);
        connection.wire.end();
      },
    ],
  ] as const) {
    it(`destroys a connection that is ${when}`, async () => {
      const { connection, client, gone, close } = await connected();
      client.socket.pause();
      prepare(connection);
      connection.destroy();
      await gone;
      client.socket.resume();
      const how = await client.ended();
      if (when === 'open') expect(how).to.equal('reset');
      if (when === 'just ended') expect(how).to.equal('end');
      await close();
    });
  }
});
