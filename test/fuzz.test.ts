import { expect } from 'chai';
import { fuzz } from '../bench/fuzz.js';
import { bytes } from '../src/core/codec.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';
import line from '../src/framings/line.js';
import { seed } from './support/seed.js';

function handlerThat(receive: (message: Uint8Array, peer: Peer) => void): () => Handler<unknown, unknown> {
  const connect = (peer: Peer): Conversation => ({
    receive: (message) => {
      receive(message, peer);
    },
  });
  return () => ({ name: 'planted', summary: 'has a fault', codec: bytes, examples: [], connect });
}

describe('any bytes, through every framing, to every handler', () => {
  it('become messages and replies or a protocol error, and nothing else', async () => {
    const { failure, streams, messages, replies, ended } = await fuzz({ seed, streams: 20_000 });
    expect(failure, `seed ${String(seed)}`).to.equal(undefined);
    expect(streams).to.equal(20_000);
    expect(Math.min(messages, replies, ...Object.values(ended))).to.be.above(500);
  }).timeout(60_000);

  it('find a handler that throws, and the smallest stream that makes it', async () => {
    const handler = handlerThat((message, peer) => {
      if (message.includes(0x7f)) throw new TypeError('a planted fault');
      peer.send(message);
    });
    const { failure } = await fuzz({ seed, streams: 20_000, framings: [line()], handlers: [handler] });
    expect(failure).to.match(
      /framing line, handler planted: session 1 failed with handler-error, because of\n {2}TypeError: a planted fault\n[^]*\(2 bytes\):\n {2}7f0a\n {2}cut whole/,
    );
    expect(failure).to.match(new RegExp(`again: npm run fuzz -- --seed ${String(seed)} --from \\d+ --streams 1$`));
  });

  it('find a fault that needs more than one stream', async () => {
    let received = 0;
    const handler = handlerThat(() => {
      if (++received === 100) throw new TypeError('a planted fault');
    });
    const { failure } = await fuzz({ seed, streams: 1000, framings: [line()], handlers: [handler] });
    expect(failure).to.contain('a planted fault').and.to.contain('not by this stream alone');
  });
});
