import { expect } from 'chai';
import { runScript } from '../../src/client/run-script.js';
import line from '../../src/framings/line.js';
import type { StreamImpairment } from '../../src/impairment/impairment-plan.js';
import type { CheckStep } from '../../src/lab/step.js';
import { connectTcp } from '../../src/transport/connect-tcp.js';
import { connectUdp } from '../../src/transport/connect-udp.js';
import { exchanged, playDatagrams } from '../support/play-datagrams.js';
import { serveTcp, stopServers } from '../support/tcp-server.js';
import { closeUdp, udpSocket } from '../support/udp-peers.js';

describe('playing over a faulty network', () => {
  afterEach(closeUdp);
  afterEach(stopServers);

  it('does to the datagrams of a scripted client what the plan says, and tells it in the transcript', async () => {
    const server = await udpSocket();
    server.on('message', (bytes, { port }) => {
      server.send(bytes, port, '127.0.0.1');
    });
    const connect = connectUdp({ host: '127.0.0.1', port: server.address().port });
    const played = await playDatagrams(
      [
        { op: 'send', messages: ['a', 'b', 'c'] },
        { op: 'expect', messages: ['a', 'c'] },
        { op: 'send', messages: ['d'] },
        { op: 'expect', messages: ['d', 'd'] },
      ],
      { connect, impairment: { toServer: { drop: [2] }, toClient: { double: [3] } } },
    );
    expect(played.failure).to.equal(undefined);
    expect(exchanged(played)).to.include.members([
      'send: the 2nd datagram to the server was dropped',
      'receive: the 3rd datagram to the client came twice',
    ]);
  });

  it('cuts a stream, and breaks it where the plan says so', async () => {
    const chunks: string[] = [];
    const endpoint = await serveTcp((socket) => {
      socket.on('data', (chunk) => {
        chunks.push(chunk.toString());
        if (chunks.join('') === 'Hello\n') socket.write('Hello\n');
      });
    });
    const steps: CheckStep[] = [
      { op: 'send', messages: ['Hello'] },
      { op: 'expect', messages: ['Hello'] },
    ];
    const cut = await runScript(
      { title: 'test', steps },
      { framing: line(), connect: connectTcp(endpoint), impairment: { stream: { cuts: [2] } } },
    );
    expect(cut.failure).to.equal(undefined);
    expect(chunks).to.deep.equal(['He', 'llo\n']);
    const over = await runScript(
      { title: 'test', steps: [{ op: 'send', messages: ['Hello'] }] },
      { framing: line(), connect: connectTcp(endpoint), impairment: { stream: { endAfter: 3, glueMs: 1 } } },
    );
    expect(over.failure).to.equal(undefined);
  });

  const TOLD: readonly (readonly [faults: StreamImpairment, told: readonly string[]])[] = [
    [{ cuts: [2, 5, 6] }, ['the bytes to the server were cut after the 2nd and the 5th']],
    [
      { cuts: [8], delayMs: 1 },
      [
        'each piece to the server came 1 ms late',
        'the bytes to the server were cut after the 8th',
        'each piece to the server came 1 ms late',
      ],
    ],
    [{ glueMs: 1 }, ['what was sent to the server within 1 ms came as one']],
    [{ endAfter: 3 }, ['the direction to the server was ended after 3 bytes']],
    [
      { resetAfter: 3, cuts: [1] },
      ['the bytes to the server were cut after the 1st', 'the connection was reset after 3 bytes to the server'],
    ],
    [{ stopAfter: 3 }, ['after 3 bytes to the server nothing went through any more, either way']],
  ];
  for (const [impairment, told] of TOLD) {
    it(`tells in the transcript what it does to a stream: ${told.join('; ')}`, async () => {
      const endpoint = await serveTcp((socket) => {
        socket.on('data', () => undefined);
      });
      const steps: CheckStep[] = [
        { op: 'send', messages: ['Hello'] },
        ...(impairment.cuts?.includes(8) === true ? [{ op: 'send', messages: ['again'] } as const] : []),
        { op: 'quiet', ms: 10 },
      ];
      const played = await runScript(
        { title: 'test', steps },
        { framing: line(), connect: connectTcp(endpoint), impairment: { stream: impairment } },
      );
      expect(exchanged(played).filter((line) => !/: (?:Hello|again)\n$/.test(line))).to.deep.equal(
        told.map((text) => `send: ${text}`),
      );
    });
  }

  it('glues what is sent within its time, and loses nothing of it when the connection is closed', async () => {
    const chunks: string[] = [];
    let tellEnd = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      tellEnd = resolve;
    });
    const endpoint = await serveTcp((socket) => {
      socket
        .on('data', (chunk) => {
          chunks.push(chunk.toString());
        })
        .on('end', tellEnd);
    });
    const steps: CheckStep[] = [{ op: 'send', messages: ['one'] }, { op: 'send', messages: ['two'] }, { op: 'close' }];
    const glued = await runScript(
      { title: 'test', steps },
      { framing: line(), connect: connectTcp(endpoint), impairment: { stream: { glueMs: 50 } } },
    );
    expect(glued.failure).to.equal(undefined);
    await ended;
    expect(chunks).to.deep.equal(['one\ntwo\n']);
  });
});
