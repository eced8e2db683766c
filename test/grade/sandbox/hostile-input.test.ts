import { expect } from 'chai';
import fc from 'fast-check';
import { PassThrough } from 'node:stream';
import { BoxStatus } from '../../../src/grade/sandbox/box-status.js';
import { entryOf, processTable, treeOf, type ProcessEntry } from '../../../src/grade/sandbox/process-table.js';
import { parseTable } from '../../../src/grade/sandbox/socket-table.js';
import { needs } from '../../support/needs.js';
import { seed } from '../../support/seed.js';
import { Remote, removeStaged, staged } from './remote.js';

const RUNS = Number(process.env.WIRELAB_FUZZ ?? 300);
const names = fc.oneof(
  fc.string({ maxLength: 15 }),
  fc.constantFrom(') R 1 (', '(((', ')))', ') Z 0 0', '\n', '1) S 1 1 1', '\u{1f480}', ' ', ''),
);

describe('what the worker reads of hostile programs', () => {
  it('is their state, whatever a process calls itself', () => {
    fc.assert(
      fc.property(names, fc.nat(4_000_000), fc.nat(4_000_000), fc.nat(1000), (name, pid, parent, ticks) => {
        const text = `${pid} (${name}) S ${parent} 1 1 0 -1 4194560 100 0 0 0 ${ticks} 1 2 3 20 0 1 0 12345 1000 100\n`;
        expect(entryOf(pid, text)).to.deep.include({ pid, parent, name, alive: true, cpuMs: (ticks + 6) * 10 });
      }),
      { seed, numRuns: RUNS },
    );
  });

  it('is whether a process is about to end, which has no command line any more', () => {
    const entry = (flags: number): boolean | undefined =>
      entryOf(7, `7 (python3) R 1 1 1 0 -1 ${flags} 100 0 0 0 5 1 2 3 20 0 1 0 12345 1000 100\n`)?.ending;
    expect(entry(4194560)).to.equal(false);
    expect(entry(4194560 | 0x4)).to.equal(true);
  });

  it('throws at nothing', () => {
    const junk = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc
        .array(
          fc.constantFrom('0:', ' ', '0100007F:FF98', '\n', 'sl', ':', '0A', 'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF:0', 'x'),
          { maxLength: 60 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(junk, (text) => {
        entryOf(1, text);
        for (const transport of ['tcp', 'udp'] as const) parseTable(`head\n${text}`, transport);
      }),
      { seed, numRuns: RUNS },
    );
  });

  it('is the first word of the box, however it comes, and not what is said later', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4_000_000 }),
        fc.nat(255),
        fc.array(fc.nat(80), { maxLength: 10 }),
        async (pid, code, cuts) => {
          const text = `{ "child-pid": ${pid}, "cgroup-namespace": 1 }\n{ "exit-code": ${code} }\n{ "child-pid": 1 }\n{ "exit-code": 0 }\n`;
          const stream = new PassThrough();
          const told: number[] = [];
          const status = new BoxStatus(stream, (inside) => {
            told.push(inside);
          });
          let from = 0;
          for (const cut of [...cuts].sort((a, b) => a - b)) {
            stream.write(text.slice(from, Math.max(from, cut)));
            from = Math.max(from, cut);
          }
          stream.end(text.slice(from));
          await new Promise((resolve) => {
            stream.once('end', resolve);
          });
          expect({ told, code: status.code }).to.deep.equal({ told: [pid], code });
        },
      ),
      { seed, numRuns: Math.ceil(RUNS / 3) },
    );
  });

  it('is a tree, also where parents go round in a circle', () => {
    const entry = fc.record({ pid: fc.integer({ min: 1, max: 12 }), parent: fc.nat(12) });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ pid }) => pid }), (pairs) => {
        const table = pairs.map(({ pid, parent }) => ({
          ...(entryOf(pid, `${pid} (x) S ${parent} 1`) as ProcessEntry),
          pid,
          parent,
        }));
        for (const { pid } of table) expect(treeOf(pid, table).length).to.be.at.most(table.length);
      }),
      { seed, numRuns: RUNS },
    );
  });

  describe('with a program that has a name of its own choice', function () {
    this.timeout(60_000);
    let remote: Remote;
    before(needs('bwrap', 'python3'));
    before(async () => {
      remote = await Remote.open(
        staged({
          'named.py':
            'import ctypes, socket, sys\nctypes.CDLL(None).prctl(15, bytes.fromhex(sys.argv[1]))\ns = socket.create_server(("127.0.0.1", 65432))\nprint("up", flush=True)\ninput()\n',
        }),
        31,
      );
    });
    after(() => remote.close());
    after(removeStaged);

    for (const name of [') R 1 (', '\n1 (sh) S 1', ') Z 0 0 0', '\xff\xfe\x1b[2J']) {
      it(`finds and ends ${JSON.stringify(name)}`, async () => {
        const program = await remote.start('python3', 'named.py', Buffer.from(name, 'latin1').toString('hex'));
        expect((await program.listening()).tcp.map(({ port }) => port)).to.deep.equal([65432]);
        const { processes, cpuMs } = await program.snapshot();
        expect(processes).to.have.lengthOf(1);
        expect(cpuMs).to.be.at.least(0);
        expect((await program.stop()).left).to.deep.equal([]);
        expect((await remote.look()).processes.filter(({ alive }) => alive)).to.have.lengthOf(2);
      });
    }
  });

  it('can be read of this very machine', () => {
    expect(processTable().some(({ pid }) => pid === process.pid)).to.be.true;
  });
});
