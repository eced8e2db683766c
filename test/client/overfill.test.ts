import { defined } from '../../src/core/defined.js';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { runScript } from '../../src/client/run-script.js';
import raw from '../../src/framings/raw.js';
import { connectTcp } from '../../src/transport/connect-tcp.js';
import { serveTcp, stopServers } from '../support/tcp-server.js';

/** What a client that sends and sends, and never reads, finds wrong with this server. */
async function fault(
  server: (socket: Socket) => void,
  message = 'Hello',
  rests?: () => Promise<unknown>,
): Promise<string | undefined> {
  const steps = [{ op: 'overfill', messages: [message] }] as const;
  const { failure } = await runScript(
    { title: 'overfill', steps },
    { framing: raw(), connect: connectTcp(await serveTcp(server)), ...defined({ rests }) },
  );
  return failure?.kind;
}

describe('filling up a server', () => {
  afterEach(stopServers);

  it('finds nothing wrong with one that reads only as far as it can write', async () => {
    expect(
      await fault((socket) => {
        socket.pipe(socket);
      }),
    ).to.be.undefined;
  });

  it('finds nothing wrong with one that does not read at all', async () => {
    expect(
      await fault((socket) => {
        socket.pause();
      }),
    ).to.be.undefined;
  });

  it('finds nothing wrong with one that has enough of such a client', async () => {
    expect(
      await fault((socket) => {
        socket.once('data', () => {
          socket.resetAndDestroy();
        });
      }),
    ).to.be.undefined;
  });

  it('notices one that keeps all its replies in memory', async () => {
    expect(
      await fault((socket) => {
        socket.on('data', (chunk) => {
          socket.write(chunk);
        });
      }),
    ).to.equal('reads-on');
  });

  it('notices one that comes to it only after a while, as long as it has something to do', async () => {
    let goOn: () => void = () => undefined;
    const keepsAll = (socket: Socket): void => {
      socket.pause().on('data', (chunk) => {
        socket.write(chunk);
      });
      goOn = () => {
        socket.resume();
      };
    };
    const rests = (): Promise<void> => {
      goOn();
      return Promise.resolve();
    };
    expect(await fault(keepsAll, 'Hello', rests)).to.equal('reads-on');
    expect(await fault(keepsAll)).to.be.undefined;
  });

  it('needs something to send', async () => {
    expect(await fault(() => undefined, '')).to.equal('bad-script');
  });
});
