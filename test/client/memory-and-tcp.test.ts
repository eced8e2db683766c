import { expect } from 'chai';
import fc from 'fast-check';
import { exchangeSteps } from '../../src/client/exchange-steps.js';
import { connectMemory } from '../../src/client/memory-link.js';
import { runScript, type ScriptResult } from '../../src/client/run-script.js';
import { text } from '../../src/core/codec.js';
import { EventStream } from '../../src/core/event-stream.js';
import type { Exchange } from '../../src/core/exchange.js';
import type { Handler, Peer } from '../../src/core/handler.js';
import { ReplyBuffer } from '../../src/core/reply-buffer.js';
import { Session } from '../../src/core/session.js';
import type { Wire } from '../../src/core/wire.js';
import length16 from '../../src/framings/length16.js';
import line from '../../src/framings/line.js';
import type { Step } from '../../src/lab/step.js';
import type { Connector } from '../../src/transport/link.js';
import { MemoryListener } from '../../src/transport/memory.js';
import { connectTcp } from '../../src/transport/connect-tcp.js';
import { seed } from '../support/seed.js';
import { serveSessions, stopServers } from '../support/tcp-server.js';

/** Greets, echoes, tells everybody else, and closes on `exit`. */
class Room implements Handler<string> {
  readonly name = 'room';
  readonly summary = 'for this test';
  readonly codec = text;
  readonly examples = [];
  readonly #peers = new Set<Peer<string>>();

  connect(peer: Peer<string>) {
    this.#peers.add(peer);
    peer.send('welcome');
    return {
      receive: (message: string) => {
        peer.send(`you: ${message}`);
        for (const other of this.#peers) if (other !== peer) other.send(message);
        if (message === 'exit') peer.close();
      },
      closed: () => {
        this.#peers.delete(peer);
      },
    };
  }
}

for (const framing of [line(), length16()]) {
  let id = 0;
  const accepting = (): ((wire: Wire) => Session<string, string>) => {
    const service = {
      framing,
      handler: new Room(),
      maxFrame: 65535,
      replies: new ReplyBuffer(),
      events: new EventStream<never>(),
    };
    return (wire) => new Session(++id, service, wire);
  };
  const playOver = (connect: Connector, steps: readonly Step[]): Promise<ScriptResult> =>
    runScript({ title: 'law', steps }, { framing, connect, gapMs: 0 });

  // A conversation of two in the room; in some of them one leaves and comes back.
  const message = fc.string({ unit: 'grapheme' }).filter((word) => !/[\r\n]/.test(word));
  const conversation = fc
    .array(fc.tuple(fc.boolean(), fc.oneof(message, fc.constant('exit'))), { maxLength: 6 })
    .map((turns) => {
      const exchanges: Exchange[] = [];
      const inRoom = new Set<string>();
      for (const [isAnn, send] of turns) {
        for (const client of ['ann', 'bob']) {
          if (!inRoom.has(client)) exchanges.push({ client, replies: ['welcome'] });
          inRoom.add(client);
        }
        const [client, other] = isAnn ? (['ann', 'bob'] as const) : (['bob', 'ann'] as const);
        const closes = send === 'exit';
        exchanges.push({ client, send, replies: [`you: ${send}`], others: { [other]: [send] }, closes });
        if (closes) inRoom.delete(client);
      }
      return exchangeSteps(exchanges);
    });
  const cutUp = fc
    .tuple(conversation, fc.infiniteStream(fc.array(fc.nat(30), { maxLength: 3 })))
    .map(([steps, cuts]) =>
      steps.map((step): Step => (step.op === 'send' ? { ...step, cuts: [...cuts.take(1)].flat() } : step)),
    );

  describe(`a script over memory and over TCP, ${framing.name}`, () => {
    afterEach(stopServers);

    it('passes over both, and the same bytes come', async () => {
      await fc.assert(
        fc.asyncProperty(cutUp, async (steps) => {
          await stopServers();
          const memory = await playOver(connectMemory(inMemory(accepting())), steps);
          const tcp = await playOver(connectTcp(await serveSessions(accepting())), steps);
          expect(memory.failure).to.be.undefined;
          expect(tcp.failure).to.be.undefined;
          for (const client of ['ann', 'bob']) expect(received(tcp, client)).to.equal(received(memory, client));
        }),
        { seed, numRuns: 40 },
      );
    });

    it('fails over both at the same step for the same reason', async () => {
      await fc.assert(
        fc.asyncProperty(cutUp, fc.nat(), fc.boolean(), async (steps, choice, isLonger) => {
          await stopServers();
          const expects = steps.flatMap(({ op }, index) => (op === 'expect' ? [index] : []));
          const at = expects[choice % Math.max(1, expects.length)];
          fc.pre(at !== undefined);
          const wrong: Step = {
            op: 'expect',
            client: steps[at]?.client ?? '',
            messages: [isLonger ? 'something else that is longer than any message' : '~'],
          };
          const spoiled = steps.with(at, wrong);
          const memory = await playOver(connectMemory(inMemory(accepting())), spoiled);
          const tcp = await playOver(connectTcp(await serveSessions(accepting())), spoiled);
          expect(memory.failure).to.include({ kind: 'wrong-bytes', step: at });
          expect(tcp.failure).to.include({ kind: 'wrong-bytes', step: at, offset: memory.failure?.offset });
        }),
        { seed, numRuns: 40 },
      );
    });
  });
}

describe('steps of exchanges', () => {
  it('connect a client before its first step, and again after it was closed', () => {
    const ops = exchangeSteps([
      { client: 'ann' },
      { client: 'bob', send: 'hi', replies: ['ok'], others: { ann: ['hi'], cid: [] } },
      { client: 'ann', send: 'exit', closes: true },
      { client: 'ann', replies: ['welcome'] },
      { send: 'x' },
    ]).map(({ op, client }) => `${op} ${client ?? ''}`);
    expect(ops).to.deep.equal([
      'connect ann',
      'connect bob',
      'connect cid',
      'send bob',
      'expect bob',
      'expect ann',
      'send ann',
      'closed ann',
      'connect ann',
      'expect ann',
      'connect client',
      'send client',
    ]);
  });
});

function inMemory(accept: (wire: Wire) => Session<string, string>): MemoryListener {
  return new MemoryListener({
    accepted: (connection) => {
      connection.start(accept(connection.wire));
    },
    gone: () => undefined,
    troubled: (error) => {
      throw error;
    },
  });
}

function received({ transcript }: ScriptResult, client: string): string {
  const parts = transcript.flatMap((entry) =>
    entry.type === 'bytes' && entry.client === client && entry.dir === 'receive' ? [entry.bytes] : [],
  );
  return Buffer.concat(parts).toString('hex');
}
