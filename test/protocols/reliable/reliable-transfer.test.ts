import { defined } from '../../../src/core/defined.js';
import { expect } from 'chai';
import fc from 'fast-check';
import { payloadBytes } from '../../../src/core/exchange.js';
import { bothWays } from '../../../src/impairment/impairment-plan.js';
import { reliableReceiver } from '../../../src/protocols/reliable/reliable-receiver.js';
import { reliableSender, type Sent } from '../../../src/protocols/reliable/reliable-sender.js';
import { encodePacket, type ReliablePacket } from '../../../src/protocols/reliable/reliable-packet.js';
import { seed } from '../../support/seed.js';
import { simulate } from '../../support/simulated-network.js';

const messagesOf = (count: number): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, index) => payloadBytes(`message ${String(index)}`));
const messages = messagesOf(12);

const probabilities = fc.record({
  loss: fc.double({ min: 0, max: 0.99, noNaN: true }),
  duplication: fc.double({ min: 0, max: 1, noNaN: true }),
  reordering: fc.double({ min: 0, max: 1, noNaN: true }),
  delayMs: fc.integer({ min: 0, max: 500 }),
});

describe('reliable delivery', () => {
  it('succeeds over any network that loses less than all, with any window and timeout', () => {
    fc.assert(
      fc.property(
        probabilities,
        probabilities,
        fc.integer({ min: 0 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(200, undefined),
        (toServer, toClient, from, window, timeoutMs) => {
          const { done, failed } = simulate(
            reliableSender({ messages, window, ...defined({ timeoutMs }), attempts: Infinity }),
            reliableReceiver({ messages, window }),
            { toServer, toClient },
            from,
          );
          expect(failed).to.equal(undefined);
          expect(done).to.deep.equal({ client: true, server: true });
        },
      ),
      { seed },
    );
  });

  it('goes on behind number 255 with number 0', () => {
    const many = messagesOf(600);
    const { done, failed } = simulate(
      reliableSender({ messages: many, window: 100, timeoutMs: 200, attempts: 20 }),
      reliableReceiver({ messages: many, window: 100 }),
      bothWays({ loss: 0.05, delayMs: 10 }),
      seed,
    );
    expect({ done, failed }).to.deep.equal({ done: { client: true, server: true }, failed: undefined });
  });

  it('needs at most 16 attempts of a sender that waits long enough', () => {
    const impolite = { loss: 0.99, duplication: 0.3, reordering: 0.3, delayMs: 20 };
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (from) => {
        const { failed, done } = simulate(
          reliableSender({ messages, window: 1, timeoutMs: 400, attempts: 16 }),
          reliableReceiver({ messages }),
          bothWays(impolite),
          from,
        );
        expect({ failed, done }).to.deep.equal({ failed: undefined, done: { client: true, server: true } });
      }),
      { seed },
    );
  });

  it('sends nothing twice where nothing is lost', () => {
    const { arrived } = simulate(
      reliableSender({ messages, window: 4, timeoutMs: 200, attempts: 3 }),
      reliableReceiver({ messages }),
      {},
      1,
    );
    expect(arrived.length).to.equal(2 * 13);
  });

  it('keeps the pipe full: a window in each round trip where nothing is lost', () => {
    let sent: Sent | undefined;
    const many = messagesOf(799);
    simulate(
      reliableSender({
        messages: many,
        window: 8,
        attempts: 20,
        report: (result) => {
          sent = result;
        },
      }),
      reliableReceiver({ messages: many }),
      bothWays({ delayMs: 20 }),
      1,
    );
    expect(sent).to.deep.include({ messages: 800, datagrams: 800, returns: 0, roundTripMs: 42 });
    expect(sent?.ms).to.equal(100 * 42);
  });

  it('gives up on a peer that never answers, and on one that acknowledges too much', () => {
    const sender = reliableSender({ messages, window: 2, timeoutMs: 200, attempts: 3 });
    const answering = (packet: ReliablePacket | string) =>
      simulate(
        sender,
        (road) => ({
          receive: () => {
            road.send(typeof packet === 'string' ? payloadBytes(packet) : encodePacket(packet));
          },
        }),
        {},
        1,
      ).failed;
    expect(simulate(sender, () => ({ receive: () => undefined }), {}, 1).failed).to.equal(
      'message 1 was sent 3 times and never acknowledged',
    );
    expect(answering({ type: 'ack', number: 7 })).to.equal(
      'an acknowledgement of all before number 7 came, and so far numbers up to 1 were sent',
    );
    expect(answering('yes')).to.equal('"yes" came where an acknowledgement was expected');
  });

  it('refuses what a sender may not send', () => {
    const sends = (packet: ReliablePacket | string, most = 9) => {
      const bytes = typeof packet === 'string' ? payloadBytes(packet) : encodePacket(packet);
      return simulate(
        (road) => {
          road.send(bytes);
          return { receive: () => undefined };
        },
        reliableReceiver({ messages, window: 2, most }),
        {},
        1,
      ).failed;
    };
    const data = payloadBytes('message 0');
    expect(sends('hello')).to.match(/^"hello" came: a datagram is D or E, a number, /);
    expect(sends({ type: 'data', number: 0, data: payloadBytes('hello') })).to.equal(
      'number 0 with "hello" came; it had to be number 0 with "message 0"',
    );
    expect(sends({ type: 'end', number: 0 })).to.equal(
      'the end with number 0 came; it had to be number 0 with "message 0"',
    );
    expect(sends({ type: 'data', number: 2, data })).to.match(
      /^number 2 came while only 0 messages were acknowledged: .* at most 2 may be on their way$/,
    );
    expect(sends({ type: 'data', number: 255, data })).to.equal('number 255 came, and the first has number 0');
    expect(sends({ type: 'data', number: 0, data }, 0)).to.match(/^1 datagrams came for 13 messages/);
    expect(sends({ type: 'data', number: 0, data })).to.equal(undefined);
  });
});
