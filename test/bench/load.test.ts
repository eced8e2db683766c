import { expect } from 'chai';
import { ChildServer } from '../../src/bench/child-server.js';
import { benchFramings, type LoadGenerator, type LoadShape } from '../../src/bench/load.js';
import { NodeLoad } from '../../src/bench/node-load.js';
import { unpinned } from '../../src/bench/pinning.js';
import { withLineServer } from './line-server.js';
import { native, nativeLoad, signal } from './native.js';

const shape: LoadShape = {
  framing: 'line',
  expect: 'echo',
  connections: 3,
  depth: 4,
  size: 20,
  duration: 0.05,
  warmup: 0,
};

const generators: Readonly<Record<string, (test: Mocha.Context) => LoadGenerator | Promise<LoadGenerator>>> = {
  'the load generator in C': nativeLoad,
  'the load generator in Node': () => new NodeLoad(signal),
};

// With as little as three messages at once, each of these shows.
const wrong: Readonly<Record<string, Parameters<typeof withLineServer>[0]>> = {
  'a changed byte': (line, n) => (n === 20 ? Buffer.concat([Buffer.from('~~'), line.subarray(2)]) : line),
  'a changed last byte': (line, n) => (n === 20 ? Buffer.concat([line.subarray(0, -2), Buffer.from(' \n')]) : line),
  'a missing delimiter': (line, n) => (n === 20 ? line.subarray(0, -1) : line),
  'a lost reply': (line, n) => (n === 20 ? undefined : line),
  'a reply that comes twice': (line, n) => (n === 20 ? Buffer.concat([line, line]) : line),
  'a reply before it is asked for': (line, n) => (n === 20 ? Buffer.concat([line, Buffer.from('again\n')]) : line),
  'a connection that the server closes': (line, n, socket) => {
    if (n === 20) socket.destroy();
    return line;
  },
  'no reply at all to a connection': (line, n, socket) => {
    if (n === 20) socket.end();
    return line;
  },
};

for (const [name, generator] of Object.entries(generators)) {
  describe(name, () => {
    it('finds nothing wrong with right replies, and counts them', async function () {
      const load = await generator(this);
      const sample = await withLineServer(
        (line) => line,
        (target) => load.exchange(target, shape),
      );
      expect(sample).to.include({ errors: 0, error: '' });
      expect(sample.rate).to.be.above(0);
      expect(sample.p99).to.be.at.least(sample.p50);
    });

    it('knows what a reversed message is', async function () {
      const load = await generator(this);
      const reverse = (line: Buffer): Buffer =>
        Buffer.concat([Buffer.from(line.subarray(0, -1)).reverse(), Buffer.from('\n')]);
      expect(
        await withLineServer(reverse, (target) => load.exchange(target, { ...shape, expect: 'reverse' })),
      ).to.include({ errors: 0 });
      expect(
        (
          await withLineServer(
            (line) => line,
            (target) => load.exchange(target, { ...shape, expect: 'reverse' }),
          )
        ).errors,
      ).to.be.above(0);
    });

    for (const [what, answer] of Object.entries(wrong)) {
      it(`notices ${what}`, async function () {
        const load = await generator(this);
        const { errors, error } = await withLineServer(answer, (target) => load.exchange(target, shape));
        expect(errors).to.be.above(0);
        expect(error).to.match(/^connection [0-2]: /);
      });
    }

    it('connects as often as it is told, and notices a wrong reply there', async function () {
      const load = await generator(this);
      let served = 0;
      const count = (line: Buffer): Buffer => {
        served++;
        return line;
      };
      const patient = { ...shape, duration: 10 };
      expect(await withLineServer(count, (target) => load.connect(target, patient, 25))).to.include({ errors: 0 });
      expect(served).to.equal(25);
      const { errors } = await withLineServer(
        (line, n) => (n === 7 ? Buffer.from('no\n') : line),
        (target) => load.connect(target, patient, 25),
      );
      expect(errors).to.equal(1);
    });

    it('opens idle connections, and exchanges a message on each', async function () {
      const load = await generator(this);
      let served = 0;
      const sample = await withLineServer(
        (line) => {
          served++;
          return line;
        },
        (target) => load.idle(target, { ...shape, connections: 20 }),
      );
      expect(sample).to.include({ connections: 20, errors: 0, error: '' });
      expect(served).to.equal(20);
    });

    it('reads everything after it was slow, and verifies it', async function () {
      const load = await generator(this);
      const slow = { ...shape, size: 1000, duration: 0.1 };
      const right = await withLineServer(
        (line) => line,
        (target) => load.slow(target, slow, 2),
      );
      expect(right).to.include({ errors: 0, error: '' });
      expect(right.takenMib).to.be.within(0.01, 3);
      const { errors } = await withLineServer(
        (line, n) => (n === 900 ? Buffer.from('no\n') : line),
        (target) => load.slow(target, slow, 2),
      );
      expect(errors).to.be.above(0);
    });

    it('says so when nobody listens', async function () {
      const load = await generator(this);
      const target = await withLineServer(
        (line) => line,
        (open) => Promise.resolve(open),
      );
      expect((await load.exchange(target, shape)).errors).to.be.above(0);
      expect((await load.exchange(target, shape)).error).to.match(/refused/i);
    });

    for (const framing of benchFramings) {
      it(`agrees with the C server about ${framing}, whatever the size`, async function () {
        const load = await generator(this);
        const limit = await native(this, 'limit');
        const server = await ChildServer.start((port) => [limit, String(port), framing, 'reverse'], unpinned, signal);
        try {
          for (const [connections, depth, size] of [
            [1, 1, 1],
            [3, 7, 64],
            [2, 3, 65_536],
            [2, 2, 300_001],
          ] as const) {
            const sample = await load.exchange(server, {
              framing,
              expect: 'reverse',
              connections,
              depth,
              size,
              duration: 0.05,
              warmup: 0,
            });
            expect(sample, `${String(connections)} × ${String(depth)} × ${String(size)} B`).to.include({
              errors: 0,
              error: '',
            });
          }
        } finally {
          await server.stop();
        }
      });
    }
  });
}
