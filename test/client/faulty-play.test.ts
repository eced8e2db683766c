import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { expect } from 'chai';
import { play, type Played, type PlaySettings } from '../../src/client/play.js';
import { payloadBytes } from '../../src/core/exchange.js';
import line from '../../src/framings/line.js';
import datagram from '../../src/framings/datagram.js';
import type { Automaton } from '../../src/lab/automaton.js';
import { faultText } from '../../src/lab/fault-event.js';
import { reliableReceiver } from '../../src/lab/reliable-receiver.js';
import { reliableSender } from '../../src/lab/reliable-sender.js';
import { encodePacket } from '../../src/reliable/packet.js';
import type { CheckStep } from '../../src/lab/step.js';
import type { LinkReceiver } from '../../src/transport/link.js';
import { connectTcp } from '../../src/transport/tcp-client.js';
import { UdpAcceptor } from '../../src/transport/udp-acceptor.js';
import { connectUdp } from '../../src/transport/udp-client.js';
import { serveTcp, stopServers } from '../support/tcp-server.js';

const sockets: Socket[] = [];
const acceptors: UdpAcceptor[] = [];

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket;
}

/** Places on ports that were free a moment ago. */
async function listening(): Promise<{ acceptor: UdpAcceptor; port: number }> {
  const probe = createSocket('udp4');
  await new Promise<void>((resolve) => probe.bind(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise<void>((resolve) => probe.close(resolve));
  const acceptor = await UdpAcceptor.listen([{ host: '127.0.0.1', port }]);
  acceptors.push(acceptor);
  return { acceptor, port };
}

const playSteps = (steps: readonly CheckStep[], settings: Omit<PlaySettings, 'framing'>): Promise<Played> =>
  play({ title: 'test', steps }, { framing: datagram(), ...settings });

const words = ({ transcript }: Played): string[] => transcript.flatMap((entry) => {
  if (entry.type === 'fault') return [`${entry.dir}: ${faultText(entry.fault)}`];
  return entry.type === 'bytes' ? [`${entry.dir}: ${Buffer.from(entry.bytes).toString()}`] : [];
});

const messages = ['one', 'two', 'three', 'four', 'five'].map((text) => payloadBytes(text));
const packetOf = (index: number): Uint8Array => {
  const data = messages[index];
  return encodePacket(data === undefined ? { type: 'end', number: index } : { type: 'data', number: index, data });
};
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const ack = (number: number): Uint8Array => encodePacket({ type: 'ack', number });

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
  for (const acceptor of acceptors.splice(0)) acceptor.close();
});

describe('an acceptor of UDP clients', () => {
  const nobody: LinkReceiver = { receive: () => undefined, end: () => undefined, lost: () => undefined };

  it('tells clients apart by their address, and keeps what each has sent until somebody takes it', async () => {
    const { acceptor, port } = await listening();
    const [ann, bob] = [await bound(), await bound()];
    const came: string[] = [];
    const all = new Promise<void>((resolve) => {
      const receiver = (name: string): LinkReceiver => ({ ...nobody, receive: (bytes) => { if (came.push(`${name}: ${Buffer.from(bytes).toString()}`) === 4) resolve(); } });
      void (async () => {
        ann.send('a1', port, '127.0.0.1');
        const first = await acceptor.next(receiver('ann'));
        expect(first.peer.port).to.equal(ann.address().port);
        ann.send('', port, '127.0.0.1');
        bob.send('b1', port, '127.0.0.1');
        bob.send('b2', port, '127.0.0.1');
        const second = await acceptor.next(receiver('bob'));
        expect(second.peer.port).to.equal(bob.address().port);
      })();
    });
    await all;
    expect(came.filter((text) => text.startsWith('ann'))).to.deep.equal(['ann: a1', 'ann: ']);
    expect(came.filter((text) => text.startsWith('bob'))).to.deep.equal(['bob: b1', 'bob: b2']);
    expect(acceptor.accepted).to.equal(2);
  });

  it('takes a client that it has forgotten for a new one', async () => {
    const { acceptor, port } = await listening();
    const ann = await bound();
    ann.send('a1', port, '127.0.0.1');
    const first = await acceptor.next(nobody);
    first.close();
    first.close();
    ann.send('a2', port, '127.0.0.1');
    const again = await new Promise<string>((resolve) => { void acceptor.next({ ...nobody, receive: (bytes) => { resolve(Buffer.from(bytes).toString()); } }); });
    expect(again).to.equal('a2');
    expect(acceptor.accepted).to.equal(2);
    const error: unknown = await first.write(payloadBytes('x')).catch((reason: unknown) => reason);
    expect(error).to.include({ kind: 'stopped' });
  });

  it('answers from where the client has sent to', async () => {
    const { acceptor, port } = await listening();
    const ann = await bound();
    ann.connect(port, '127.0.0.1');
    await once(ann, 'connect');
    ann.send('hello');
    const link = await acceptor.next(nobody);
    const reply = once(ann, 'message');
    await link.write(payloadBytes(''));
    expect(((await reply)[0] as Uint8Array).length).to.equal(0);
  });

  it('gives up waiting when it is told to', async () => {
    const { acceptor } = await listening();
    const stop = new AbortController();
    const waiting = acceptor.next(nobody, stop.signal).catch((reason: unknown) => reason);
    stop.abort();
    expect(await waiting).to.include({ kind: 'stopped' });
  });

  it('leaves out places that are taken', async () => {
    const taken = await bound();
    const acceptor = await UdpAcceptor.listen([{ host: '127.0.0.1', port: taken.address().port }]);
    acceptors.push(acceptor);
    expect(acceptor.accepted).to.equal(0);
  });
});

describe('playing over a faulty network', () => {
  it('does to the datagrams of a scripted client what the plan says, and tells it in the transcript', async () => {
    const server = await bound();
    server.on('message', (bytes, { port }) => { server.send(bytes, port, '127.0.0.1'); });
    const connect = connectUdp({ host: '127.0.0.1', port: server.address().port });
    const played = await playSteps([
      { op: 'send', messages: ['a', 'b', 'c'] }, { op: 'expect', messages: ['a', 'c'] },
      { op: 'send', messages: ['d'] }, { op: 'expect', messages: ['d', 'd'] },
    ], { connect, faults: { toServer: { drop: [2] }, toClient: { double: [3] } } });
    expect(played.failure).to.equal(undefined);
    expect(words(played)).to.include.members(['send: the 2nd datagram to the server was dropped', 'receive: the 3rd datagram to the client came twice']);
  });

  it('lets a scripted client act by itself: it delivers everything over a bad network', async () => {
    const server = await bound();
    let received = 0;
    server.on('message', (bytes, { port }) => {
      if (bytes.equals(packetOf(received))) received++;
      server.send(ack(received), port, '127.0.0.1');
    });
    const automaton = reliableSender({ messages, window: 3, timeoutMs: 20, attempts: 20 });
    const played = await playSteps([{ op: 'automaton', does: 'sends five messages', automaton }], {
      connect: connectUdp({ host: '127.0.0.1', port: server.address().port }),
      faults: { toServer: { loss: 0.4, duplication: 0.3 }, toClient: { loss: 0.4, reordering: 0.3 } },
      seed: 7,
    });
    expect(played.failure).to.equal(undefined);
    expect(received).to.equal(6);
  });

  it('says what an automaton misses', async () => {
    const server = await bound();
    server.on('message', (_bytes, { port }) => { server.send(ack(9), port, '127.0.0.1'); });
    const automaton = reliableSender({ messages, window: 1, timeoutMs: 20, attempts: 20 });
    const { failure } = await playSteps([{ op: 'automaton', does: 'sends five messages', automaton }], { connect: connectUdp({ host: '127.0.0.1', port: server.address().port }) });
    expect(failure).to.deep.include({ kind: 'against-protocol', step: 0, message: 'an acknowledgement of all before number 9 came, and so far only number 0 was sent' });
  });

  it('serves clients while the steps are about the program, and sees the exchange from their side', async () => {
    const { acceptor, port } = await listening();
    const client = await bound();
    const lines: string[] = [];
    const ended = (async () => {
      for (let next = 1; next <= messages.length + 1;) {
        client.send(packetOf(next - 1), port, '127.0.0.1');
        const reply = await Promise.race([once(client, 'message') as Promise<[Buffer]>, new Promise<undefined>((resolve) => { setTimeout(resolve, 30, undefined); })]);
        lines.push(reply === undefined ? 'timeout' : `ACK ${String(reply[0][1])}`);
        if (lines.at(-1) === `ACK ${String(next)}`) next++;
      }
    })();
    const played = await playSteps([{ op: 'program', action: { act: 'ends' } }], {
      ours: 'server',
      connect: acceptor.next,
      perform: async () => { await ended; return undefined; },
      faults: { toServer: { drop: [2] }, toClient: { drop: [3] } },
      serve: reliableReceiver({ messages }),
    });
    expect(played.failure).to.equal(undefined);
    expect(words(played).slice(0, 4)).to.deep.equal([`send: ${text(packetOf(0))}`, `receive: ${text(ack(1))}`, 'send: the 2nd datagram to the server was dropped', `send: ${text(packetOf(1))}`]);
    expect(words(played)).to.include('receive: the 3rd datagram to the client was dropped');
    expect(lines.filter((line) => line === 'timeout')).to.have.length(2);
  });

  it('lets an automaton that plays the server answer from another port, and tells it as somebody else', async () => {
    const { acceptor, port } = await listening();
    const client = await bound();
    const came = once(client, 'message') as Promise<[Buffer, { port: number }]>;
    client.send('who are you?', port, '127.0.0.1');
    const { transcript } = await playSteps([{ op: 'program', action: { act: 'ends' } }], {
      ours: 'server',
      connect: acceptor.next,
      perform: async () => { await came; return undefined; },
      serve: (road) => ({ receive: () => { road.sendFromElsewhere?.(payloadBytes('a stranger')); } }),
    });
    const [bytes, from] = await came;
    expect(bytes.toString()).to.equal('a stranger');
    expect(from.port).to.not.equal(port);
    const stranger = transcript.filter((entry) => entry.client === 'stranger');
    expect(stranger.map((entry) => (entry.type === 'connected' ? [entry.peer.port, entry.local.port] : entry.type))).to.deep.equal([[from.port, client.address().port], 'bytes', 'ended']);
  });

  it('says what clients have left undone, that none came, and that there is nobody for other steps', async () => {
    const serve = reliableReceiver({ messages });
    const playing = async (steps: readonly CheckStep[], perform: (port: number) => Promise<void>) => {
      const { acceptor, port } = await listening();
      return (await playSteps(steps, { ours: 'server', connect: acceptor.next, serve, perform: async () => { await perform(port); return undefined; } })).failure;
    };
    const ends: CheckStep[] = [{ op: 'program', action: { act: 'ends' } }];
    const client = await bound();
    const part = await playing(ends, async (port) => {
      client.send(packetOf(0), port, '127.0.0.1');
      await once(client, 'message');
    });
    expect(part).to.deep.include({ kind: 'against-protocol', message: 'only 1 of 6 messages came in order: number 1 with "two" is missing' });
    expect(await playing(ends, () => Promise.resolve())).to.deep.include({ kind: 'no-answer' });
    expect(await playing([{ op: 'connect' }], () => Promise.resolve())).to.deep.include({ kind: 'bad-script' });
  });

  it('cuts a stream, and breaks it where the plan says so', async () => {
    const chunks: string[] = [];
    const where = await serveTcp((socket) => {
      socket.on('data', (chunk) => {
        chunks.push(chunk.toString());
        if (chunks.join('') === 'Hello\n') socket.write('Hello\n');
      });
    });
    const steps: CheckStep[] = [{ op: 'send', messages: ['Hello'] }, { op: 'expect', messages: ['Hello'] }];
    const cut = await play({ title: 'test', steps }, { framing: line(), connect: connectTcp(where), faults: { stream: { cuts: [2] } } });
    expect(cut.failure).to.equal(undefined);
    expect(chunks).to.deep.equal(['He', 'llo\n']);
    const over = await play({ title: 'test', steps: [{ op: 'send', messages: ['Hello'] }] }, { framing: line(), connect: connectTcp(where), faults: { stream: { endAfter: 3, glueMs: 1 } } });
    expect(over.failure).to.equal(undefined);
    await stopServers();
  });

  it('blames the check, not the program, for an automaton that throws', async () => {
    const server = await bound();
    server.on('message', (bytes, { port }) => { server.send(bytes, port, '127.0.0.1'); });
    const broken: Automaton = (road) => {
      road.send(payloadBytes('x'));
      return { receive: () => { throw new Error('not thought of'); } };
    };
    const { failure } = await playSteps([{ op: 'automaton', does: 'breaks', automaton: broken }], { connect: connectUdp({ host: '127.0.0.1', port: server.address().port }) });
    expect(failure).to.deep.include({ kind: 'bad-script', message: 'not thought of' });
  });
});
