import { expect } from 'chai';
import { createSocket } from 'node:dgram';
import { parseImpairment } from '../../src/cli/exchange/impairment-flag.js';
import { endPrograms } from '../support/spawned.js';
import { serving, wirelab } from '../support/wirelab.js';

describe('--faults', () => {
  afterEach(endPrograms);

  it('takes any of its four words, in any order', () => {
    expect(parseImpairment('loss=0.2,dup=0.1,reorder=.3,delay=50')).to.deep.equal({
      loss: 0.2,
      duplication: 0.1,
      reordering: 0.3,
      delayMs: 50,
    });
    expect(parseImpairment(' delay=5 , loss=0')).to.deep.equal({ delayMs: 5, loss: 0 });
  });

  for (const [words, message] of [
    [['10', '--faults', 'loss=1'], '--faults: loss is 1: it has to be from 0 to less than 1'],
    [
      ['10', '--faults', 'lose=0.1'],
      '--faults takes loss=0.2,dup=0.1,reorder=0.1,delay=50 (any of them), got "lose=0.1"',
    ],
    [['10', '--faults', 'delay=60001'], '--faults: delay of 60001 ms: it has to be from 0 to 60000'],
    [
      ['1', '--faults', 'loss=0.1'],
      '--faults is about datagrams, and this is over tcp: take a lab over udp (10 or 11), or add --transport udp',
    ],
  ] as const) {
    it(`refuses ${words.join(' ')}`, async () => {
      const { status, stderr } = await wirelab(['run', ...words]);
      expect({ status, stderr }).to.deep.equal({ status: 2, stderr: `wirelab: ${message}\n` });
    });
  }

  it('makes run lose the same datagrams for the same seed, and say so', async () => {
    const words = ['run', '10', '--faults', 'loss=0.3', '--seed', '4', '--deadline', '300'];
    const [first, second] = await Promise.all([wirelab(words), wirelab(words)]);
    const last = (text: string): string | undefined => text.trimEnd().split('\n').at(-1);
    expect(first.status).to.equal(1);
    expect(last(first.stdout)).to.match(/^the network, to the (?:client|server): dropped the \d/);
    expect(last(second.stdout)).to.equal(last(first.stdout));
  });

  it('leaves a script alone that it only delays', async () => {
    const { status, stdout } = await wirelab(['run', '10', '--faults', 'delay=20', '--json']);
    expect(status).to.equal(0);
    expect((JSON.parse(stdout) as { durationMs: number }).durationMs).to.be.greaterThan(5 * 2 * 20);
  });

  it('puts a bad network before the server of serve, tells what it does, and sums it up', async () => {
    const server = await serving(['10', '--faults', 'loss=0.5,dup=0.5', '--seed', '2']);
    const client = createSocket('udp4');
    for (let n = 1; n <= 20; n++) client.send(`ping ${n}`, server.port, server.host);
    await server.said(/datagram to the server was dropped[^]*datagram to the client came twice/);
    client.close();
    const { status, stderr } = await server.stop();
    expect(status).to.equal(0);
    expect(stderr).to.match(/^of the datagrams each way: 50% are lost, 50% come twice \(--seed 2\)$/m);
    expect(stderr).to.match(/^the network, to the server: dropped the \d/m);
    expect(stderr).to.match(/^the network, to the client: dropped the \d/m);
  });

  it('is told as JSON too', async () => {
    const server = await serving(['10', '--faults', 'loss=0.9', '--json']);
    const client = createSocket('udp4');
    for (let n = 1; n <= 3; n++) client.send(`ping ${n}`, server.port, server.host);
    const [line] = await server.said(/^.*"type":"fault".*$/m);
    client.close();
    expect(JSON.parse(line)).to.include({ type: 'fault', to: 'server', what: 'dropped', size: 6 });
    await server.stop();
  });
});
