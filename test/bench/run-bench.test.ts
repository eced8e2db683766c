import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChildServer } from '../../src/bench/child-server.js';
import { unpinned } from '../../src/bench/pinning.js';
import type { BenchReport } from '../../src/bench/bench-report.js';
import { runBench, type BenchOptions } from '../../src/bench/run-bench.js';
import { home, signal } from './native.js';

const fixture = fileURLToPath(new URL('fixtures/serve-echo.mjs', import.meta.url));
const quick = {
  home,
  server: [process.execPath, fixture],
  rounds: 1,
  duration: 0.05,
  peers: ['wirelab', 'node-net'],
  scenarios: ['connect'],
} as const;

async function run(options: Partial<BenchOptions>): Promise<{ status: number; out: string }> {
  let out = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
    note: () => undefined,
    signal,
  };
  return { status: await runBench({ ...quick, ...options }, io), out };
}

describe('the bench', () => {
  it('prints a table with a row for each server', async () => {
    const { status, out } = await run({});
    expect(status).to.equal(0);
    expect(out).to.match(/^connect, line: /m);
    expect(out).to.match(/^ {2}wirelab +[\d,]+ /m);
    expect(out).to.match(/^ {2}node-net +[\d,]+ /m);
  });

  it('prints one JSON document instead', async () => {
    const { status, out } = await run({ json: true, framings: ['line', 'length32'] });
    expect(status).to.equal(0);
    const report = JSON.parse(out) as BenchReport;
    expect(report).to.include({ schema: 1, rounds: 1, duration: 0.05 });
    expect(report.results.map(({ scenario, framing }) => `${scenario} ${framing}`)).to.deep.equal([
      'connect line',
      'connect length32',
    ]);
    for (const { rows } of report.results)
      expect(rows.map(({ peer }) => peer)).to.include.members(['wirelab', 'node-net']);
  });

  it('is a failure when a reply was wrong, and the row says so', async () => {
    const { status, out } = await run({ server: [process.execPath, fixture, '--wrong'] });
    expect(status).to.equal(1);
    expect(out).to.match(/^ {2}wirelab .*\d errors?: connection \d+: reply \d+ differs near byte 0$/m);
  });

  it('is a failure when a server does not start, and the row has its last words', async () => {
    const { status, out } = await run({
      server: [process.execPath, '-e', "console.error('no such lab'); process.exit(2)"],
    });
    expect(status).to.equal(1);
    expect(out).to.match(/^ {2}wirelab .*the server ended \(status 2\): no such lab$/m);
    expect(out).to.match(/^ {2}node-net +[\d,]+ /m);
  });

  it('refuses what does not exist, and says what does', async () => {
    const messages: string[] = [];
    for (const options of [
      { scenarios: ['pingpnog'] },
      { peers: ['node-nett'] },
      { framings: ['slip'] },
      { rounds: 0 },
      { duration: NaN },
    ]) {
      await run(options).catch((error: unknown) => messages.push(String(error)));
    }
    expect(messages).to.have.length(5);
    expect(messages[0]).to.include('no scenario pingpnog; did you mean pingpong?');
    expect(messages[1]).to.include('no peer node-nett; did you mean node-net?');
    expect(messages[2]).to.include('no framing slip; known: line, length32');
    expect(messages[3]).to.include('rounds 0: has to be from 1 to 100');
    expect(messages[4]).to.include('duration NaN');
  });

  it('ends everything that it has started when it is interrupted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirelab-test-'));
    const interrupted = new AbortController();
    const pidFile = join(folder, 'pid');
    const note = (line: string): void => {
      if (line.includes('warming')) interrupted.abort(new Error('interrupted'));
    };
    try {
      const server = [process.execPath, fixture, '--pid-file', pidFile] as const;
      const error: unknown = await runBench(
        { ...quick, server },
        { out: () => undefined, note, signal: interrupted.signal },
      ).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(String(error)).to.match(/interrupted|abort/i);
      const pid = Number(readFileSync(pidFile, 'utf8'));
      expect(() => process.kill(pid, 0)).to.throw('ESRCH');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a server in a process of its own', () => {
  it('takes connections when it has started, and is gone when it was stopped', async () => {
    const server = await ChildServer.start(
      (port) => [process.execPath, fixture, '--port', String(port)],
      unpinned,
      signal,
    );
    const [pid = 0] = server.pids;
    expect(() => process.kill(pid, 0)).not.to.throw();
    await server.stop();
    expect(() => process.kill(pid, 0)).to.throw('ESRCH');
    await server.stop();
  });

  it('is ended also when it does not want to', async () => {
    const stubborn = `process.on('SIGTERM', () => {}); require('node:net').createServer().listen(+process.argv[1], '127.0.0.1')`;
    const server = await ChildServer.start(
      (port) => [process.execPath, '-e', stubborn, String(port)],
      unpinned,
      signal,
    );
    const [pid = 0] = server.pids;
    await server.stop();
    expect(() => process.kill(pid, 0)).to.throw('ESRCH');
  });
});
