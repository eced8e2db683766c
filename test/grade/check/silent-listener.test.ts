import { expect } from 'chai';
import { once } from 'node:events';
import { connect } from 'node:net';
import { SilentListener } from '../../../src/transport/silent-listener.js';

describe('a silent listener', function () {
  this.timeout(10_000);

  it('leaves whoever connects without an answer, and refuses everybody when it is closed', async () => {
    const silent = await SilentListener.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect(silent.endpoint);
    const answer = new Promise<string>((resolve) => {
      socket.once('connect', () => {
        resolve('connected');
      });
      socket.once('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code ?? '');
      });
    });
    // Others are answered meanwhile: that this one is not is no matter of time.
    const other = await SilentListener.listen({ host: '127.0.0.1', port: 0 });
    expect(await Promise.race([answer, Promise.resolve('nothing')])).to.equal('nothing');
    await other.close();
    socket.destroy();
    await silent.close();
    const refused = connect(silent.endpoint);
    const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).to.equal('ECONNREFUSED');
  });

  it('cannot be where somebody else listens', async () => {
    const silent = await SilentListener.listen({ host: '127.0.0.1', port: 0 });
    const again = await SilentListener.listen(silent.endpoint).catch((error: unknown) => error);
    expect(again).to.include({ code: 'EADDRINUSE' });
    await silent.close();
  });
});
