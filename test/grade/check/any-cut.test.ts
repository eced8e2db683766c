import type { Socket } from 'node:net';
import { expect } from 'chai';
import Ack from '../../../handlers/ack.js';
import { runAnyCut } from '../../../src/grade/check/any-cut.js';
import type { CheckOutcome } from '../../../src/grade/check/check-outcome.js';
import type { RunningTarget } from '../../../src/grade/target/target.js';
import line from '../../../src/framings/line.js';
import { connectTcp } from '../../../src/transport/connect-tcp.js';
import { seed } from '../../support/seed.js';
import { serveTcp, stopServers } from '../../support/tcp-server.js';

const REPLY = 'Message received\n';

/** What comes of random lines, cut and glued at random, for this server. */
async function outcome(server: (socket: Socket) => void, from = seed): Promise<CheckOutcome> {
  const opened: RunningTarget = {
    connect: connectTcp(await serveTcp(server)),
    perform: () => Promise.resolve(undefined),
    diagnose: (failure) => Promise.resolve(failure),
    said: () => undefined,
    close: () => Promise.resolve([]),
  };
  const settings = { framing: line(), handler: new Ack(), maxFrame: 1000, seed: from, deadlineMs: 1000 };
  return runAnyCut({ messages: 'words', longest: 20 }, () => Promise.resolve(opened), settings);
}

/** Counts line feeds, however they arrive. */
function acknowledgeLines(socket: Socket): void {
  socket.on('data', (chunk) => {
    socket.write(REPLY.repeat(chunk.filter((byte) => byte === 0x0a).length));
  });
}

/** Refuses lines of more than three characters. */
function acknowledgeShortLines(socket: Socket): void {
  let rest = '';
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) socket.write(text.length > 3 ? 'too long\n' : REPLY);
  });
}

describe('a check of any cut', () => {
  afterEach(stopServers);

  it('passes for a server that finds the messages in the stream', async () => {
    expect(await outcome(acknowledgeLines)).to.include({ passed: true });
  });

  it('fails for one that gets some messages wrong, with the smallest case that shows it', async () => {
    const { passed, counterexample } = await outcome(acknowledgeShortLines);
    expect(passed).to.be.false;
    expect(counterexample?.pieces.map(({ length }) => length)).to.deep.equal([5]);
  });

  for (const from of [84_773, 203_782, 454_520]) {
    it(`takes away the messages after the one that is got wrong: seed ${from}`, async () => {
      expect(
        (await outcome(acknowledgeShortLines, from)).counterexample?.pieces.map(({ length }) => length),
      ).to.deep.equal([5]);
    });
  }

  it('tells the case that has failed where no smaller one does', async () => {
    let connections = 0;
    const { passed, failure, counterexample } = await outcome((socket) => {
      connections++;
      if (connections === 1) socket.end('no\n');
      else acknowledgeLines(socket);
    });
    expect(passed).to.be.false;
    expect(failure?.kind).to.equal('wrong-bytes');
    expect(counterexample?.pieces).to.not.be.empty;
  });
});
