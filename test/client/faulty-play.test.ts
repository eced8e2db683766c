import { expect } from 'chai';
import { play } from '../../src/client/play.js';
import line from '../../src/framings/line.js';
import type { CheckStep } from '../../src/lab/step.js';
import { connectTcp } from '../../src/transport/tcp-client.js';
import { connectUdp } from '../../src/transport/udp-client.js';
import { exchanged, playDatagrams } from '../support/play-datagrams.js';
import { serveTcp, stopServers } from '../support/tcp-server.js';
import { closeUdp, udpSocket } from '../support/udp-peers.js';

describe('playing over a faulty network', () => {
  afterEach(closeUdp);
  afterEach(stopServers);

  it('does to the datagrams of a scripted client what the plan says, and tells it in the transcript', async () => {
    const server = await udpSocket();
    server.on('message', (bytes, { port }) => { server.send(bytes, port, '127.0.0.1'); });
    const connect = connectUdp({ host: '127.0.0.1', port: server.address().port });
    const played = await playDatagrams([
      { op: 'send', messages: ['a', 'b', 'c'] }, { op: 'expect', messages: ['a', 'c'] },
      { op: 'send', messages: ['d'] }, { op: 'expect', messages: ['d', 'd'] },
    ], { connect, faults: { toServer: { drop: [2] }, toClient: { double: [3] } } });
    expect(played.failure).to.equal(undefined);
    expect(exchanged(played)).to.include.members(['send: the 2nd datagram to the server was dropped', 'receive: the 3rd datagram to the client came twice']);
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
  });

  it('glues what is sent within its time, and loses nothing of it when the connection is closed', async () => {
    const chunks: string[] = [];
    let tellEnd = (): void => undefined;
    const ended = new Promise<void>((resolve) => { tellEnd = resolve; });
    const where = await serveTcp((socket) => {
      socket.on('data', (chunk) => { chunks.push(chunk.toString()); }).on('end', tellEnd);
    });
    const steps: CheckStep[] = [{ op: 'send', messages: ['one'] }, { op: 'send', messages: ['two'] }, { op: 'close' }];
    const glued = await play({ title: 'test', steps }, { framing: line(), connect: connectTcp(where), faults: { stream: { glueMs: 50 } } });
    expect(glued.failure).to.equal(undefined);
    await ended;
    expect(chunks).to.deep.equal(['one\ntwo\n']);
  });
});
