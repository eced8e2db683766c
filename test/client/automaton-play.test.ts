import { once } from 'node:events';
import { expect } from 'chai';
import { payloadBytes } from '../../src/core/exchange.js';
import type { Automaton } from '../../src/core/automaton.js';
import { reliableReceiver } from '../../src/protocols/reliable/reliable-receiver.js';
import { reliableSender } from '../../src/protocols/reliable/reliable-sender.js';
import type { CheckStep } from '../../src/lab/step.js';
import { encodePacket } from '../../src/protocols/reliable/reliable-packet.js';
import { connectUdp } from '../../src/transport/connect-udp.js';
import { exchanged, playDatagrams } from '../support/play-datagrams.js';
import { closeUdp, udpAcceptor, udpSocket } from '../support/udp-peers.js';

const messages = ['one', 'two', 'three', 'four', 'five'].map((text) => payloadBytes(text));
const packetOf = (index: number): Uint8Array => {
  const data = messages[index];
  return encodePacket(data === undefined ? { type: 'end', number: index } : { type: 'data', number: index, data });
};
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const ack = (number: number): Uint8Array => encodePacket({ type: 'ack', number });

describe('an automaton in a script', () => {
  afterEach(closeUdp);

  it('lets a scripted client act by itself: it delivers everything over a bad network', async () => {
    const server = await udpSocket();
    let received = 0;
    server.on('message', (bytes, { port }) => {
      if (bytes.equals(packetOf(received))) received++;
      server.send(ack(received), port, '127.0.0.1');
    });
    const automaton = reliableSender({ messages, window: 3, timeoutMs: 20, attempts: 20 });
    const played = await playDatagrams([{ op: 'automaton', does: 'sends five messages', automaton }], {
      connect: connectUdp({ host: '127.0.0.1', port: server.address().port }),
      impairment: { toServer: { loss: 0.4, duplication: 0.3 }, toClient: { loss: 0.4, reordering: 0.3 } },
      seed: 7,
    });
    expect(played.failure).to.equal(undefined);
    expect(received).to.equal(6);
  });

  it('says what an automaton misses', async () => {
    const server = await udpSocket();
    server.on('message', (_bytes, { port }) => {
      server.send(ack(9), port, '127.0.0.1');
    });
    const automaton = reliableSender({ messages, window: 1, timeoutMs: 20, attempts: 20 });
    const { failure } = await playDatagrams([{ op: 'automaton', does: 'sends five messages', automaton }], {
      connect: connectUdp({ host: '127.0.0.1', port: server.address().port }),
    });
    expect(failure).to.deep.include({
      kind: 'against-protocol',
      step: 0,
      message: 'an acknowledgement of all before number 9 came, and so far only number 0 was sent',
    });
  });

  it('serves clients while the steps are about the program, and sees the exchange from their side', async () => {
    const { acceptor, port } = await udpAcceptor();
    const client = await udpSocket();
    const lines: string[] = [];
    const ended = (async () => {
      for (let next = 1; next <= messages.length + 1;) {
        client.send(packetOf(next - 1), port, '127.0.0.1');
        const reply = await Promise.race([
          once(client, 'message') as Promise<[Buffer]>,
          new Promise<undefined>((resolve) => {
            setTimeout(resolve, 30, undefined);
          }),
        ]);
        lines.push(reply === undefined ? 'timeout' : `ACK ${String(reply[0][1])}`);
        if (lines.at(-1) === `ACK ${String(next)}`) next++;
      }
    })();
    const played = await playDatagrams([{ op: 'program', action: { act: 'ends' } }], {
      ours: 'server',
      connect: acceptor.next,
      perform: async () => {
        await ended;
        return undefined;
      },
      impairment: { toServer: { drop: [2] }, toClient: { drop: [3] } },
      serve: reliableReceiver({ messages }),
    });
    expect(played.failure).to.equal(undefined);
    expect(exchanged(played).slice(0, 4)).to.deep.equal([
      `send: ${text(packetOf(0))}`,
      `receive: ${text(ack(1))}`,
      'send: the 2nd datagram to the server was dropped',
      `send: ${text(packetOf(1))}`,
    ]);
    expect(exchanged(played)).to.include('receive: the 3rd datagram to the client was dropped');
    expect(lines.filter((line) => line === 'timeout')).to.have.length(2);
  });

  it('lets an automaton that plays the server answer from another port, and tells it as somebody else', async () => {
    const { acceptor, port } = await udpAcceptor();
    const client = await udpSocket();
    const came = once(client, 'message') as Promise<[Buffer, { port: number }]>;
    client.send('who are you?', port, '127.0.0.1');
    const { transcript } = await playDatagrams([{ op: 'program', action: { act: 'ends' } }], {
      ours: 'server',
      connect: acceptor.next,
      perform: async () => {
        await came;
        return undefined;
      },
      serve: (road) => ({
        receive: () => {
          road.sendFromElsewhere?.(payloadBytes('a stranger'));
        },
      }),
    });
    const [bytes, from] = await came;
    expect(bytes.toString()).to.equal('a stranger');
    expect(from.port).to.not.equal(port);
    const stranger = transcript.filter((entry) => entry.client === 'stranger');
    expect(
      stranger.map((entry) => (entry.type === 'connected' ? [entry.peer.port, entry.local.port] : entry.type)),
    ).to.deep.equal([[from.port, client.address().port], 'bytes', 'ended']);
  });

  it('says what clients have left undone, that none came, and that there is nobody for other steps', async () => {
    const serve = reliableReceiver({ messages });
    const playing = async (steps: readonly CheckStep[], perform: (port: number) => Promise<void>) => {
      const { acceptor, port } = await udpAcceptor();
      return (
        await playDatagrams(steps, {
          ours: 'server',
          connect: acceptor.next,
          serve,
          perform: async () => {
            await perform(port);
            return undefined;
          },
        })
      ).failure;
    };
    const ends: CheckStep[] = [{ op: 'program', action: { act: 'ends' } }];
    const client = await udpSocket();
    const part = await playing(ends, async (port) => {
      client.send(packetOf(0), port, '127.0.0.1');
      await once(client, 'message');
    });
    expect(part).to.deep.include({
      kind: 'against-protocol',
      message: 'only 1 of 6 messages came in order: number 1 with "two" is missing',
    });
    expect(await playing(ends, () => Promise.resolve())).to.deep.include({ kind: 'no-answer' });
    expect(await playing([{ op: 'connect' }], () => Promise.resolve())).to.deep.include({ kind: 'bad-script' });
  });

  it('blames the check, not the program, for an automaton that throws', async () => {
    const server = await udpSocket();
    server.on('message', (bytes, { port }) => {
      server.send(bytes, port, '127.0.0.1');
    });
    const broken: Automaton = (road) => {
      road.send(payloadBytes('x'));
      return {
        receive: () => {
          throw new Error('not thought of');
        },
      };
    };
    const { failure } = await playDatagrams([{ op: 'automaton', does: 'breaks', automaton: broken }], {
      connect: connectUdp({ host: '127.0.0.1', port: server.address().port }),
    });
    expect(failure).to.deep.include({ kind: 'bad-script', message: 'not thought of' });
  });

  it('waits no longer for a program that has ended, once its last datagrams have had time to come', async () => {
    const server = await udpSocket();
    const waits: number[] = [];
    // Time that passes at once, but for the longest wait.
    const patience = {
      now: () => 0,
      after: (ms: number, run: () => void) => {
        waits.push(ms);
        if (ms < 5000) setImmediate(run);
        return () => undefined;
      },
    };
    const automaton = reliableSender({ messages, window: 1, timeoutMs: 60_000, attempts: 20 });
    const { failure } = await playDatagrams([{ op: 'automaton', does: 'sends five messages', automaton }], {
      connect: connectUdp({ host: '127.0.0.1', port: server.address().port }),
      patience,
      ended: () => Promise.resolve(),
    });
    expect(failure?.kind).to.equal('against-protocol');
    expect(waits).to.include(1000);
  });
});
