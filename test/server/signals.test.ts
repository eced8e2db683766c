import { expect } from 'chai';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, removeFolders } from '../support/checkout.js';
import { stopServed } from '../support/lab-server.js';
import { skipBecause } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';
import { TcpClient } from '../support/tcp-client.js';
import { serving, startWirelab, wirelab, type Serving } from '../support/wirelab.js';

const ECHO = ['--handler', 'echo', '--framing', 'line'];

/** Sends a signal to one process only, as `kill` does; the whole group gets it from a terminal. */
function signal({ program }: Serving, name: NodeJS.Signals): void {
  if (program.pid !== undefined) process.kill(program.pid, name);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when none of the processes is left. */
function gone(pids: readonly number[]): Promise<void> {
  return eventually(`the end of ${pids.join(' and ')}`, () => !pids.some(isRunning));
}

/** The pids of the workers in the order of their start, once there are so many. */
async function workersOf({ program }: Pick<Serving, 'program'>, count: number): Promise<number[]> {
  const children = `/proc/${String(program.pid)}/task/${String(program.pid)}/children`;
  let pids: number[] = [];
  await eventually(`${String(count)} workers`, () => {
    pids = readFileSync(children, 'latin1').trim().split(' ').map(Number);
    return pids.length === count;
  });
  return pids;
}

/** Looks again and again, for what nobody tells of: processes that are not our children. */
async function eventually(what: string, isTrue: () => boolean): Promise<void> {
  for (const end = performance.now() + 15_000; !isTrue();) {
    if (performance.now() > end) throw new Error(`never seen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('a server that is told to stop', () => {
  afterEach(async () => {
    await stopServed();
    await endPrograms();
    removeFolders();
  });

  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    it(`on ${name} takes nobody in any more, lets its sessions finish, and exits with 0`, async () => {
      const server = await serving(ECHO);
      const client = await TcpClient.open(server);
      await client.echoes('one');
      signal(server, name);
      await server.said(/^stopping, 1 connection still open/m);
      expect(await new TcpClient(server).ended()).to.equal('reset');
      await client.echoes('two');
      client.close();
      const { status } = await server.program.end();
      expect(status).to.equal(0);
      expect(server.lines.at(-1)).to.equal('stopped');
    });
  }

  it('ends the sessions that do not finish in the time of grace', async () => {
    const server = await serving(ECHO);
    const client = await TcpClient.open(server);
    await client.echoes('one');
    signal(server, 'SIGTERM');
    expect(await client.ended()).to.equal('end');
    client.close();
    expect(await server.program.end()).to.include({ status: 0 });
    expect(server.lines.some((line) => line.includes('closed: the server is stopping'))).to.equal(true);
  });

  it('exits at once with 130 on a second signal', async () => {
    const server = await serving(ECHO);
    const client = await TcpClient.open(server);
    await client.echoes('one');
    signal(server, 'SIGTERM');
    await server.said(/^stopping/m);
    signal(server, 'SIGINT');
    expect(await server.program.end()).to.include({ status: 130 });
  });

  it('gives its port free for another at once', async () => {
    const first = await serving(ECHO);
    const client = await TcpClient.open(first);
    await client.echoes('one');
    signal(first, 'SIGINT');
    await first.said(/^stopping/m);
    const second = await serving([...ECHO, '--port', String(first.port)]);
    const other = await TcpClient.open(second);
    await other.echoes('two');
    await client.echoes('three');
    signal(second, 'SIGKILL');
    await other.ended();
    const third = await serving([...ECHO, '--port', String(first.port)]);
    await (await TcpClient.open(third)).echoes('four');
  });

  it('exits though its handler has something that keeps a process going', async () => {
    const handler = join(emptyFolder(), 'ticking.mjs');
    writeFileSync(
      handler,
      `
      setInterval(() => {}, 1000);
      export default class {
        name = 'ticking'; summary = 'ticks'; examples = [];
        codec = { decode: (payload) => payload, encode: (message) => message };
        connect(peer) { return { receive: (message) => peer.send(message) }; }
      }`,
    );
    const server = await serving(['--handler', handler, '--framing', 'line']);
    await (await TcpClient.open(server)).echoes('one');
    await stopServed();
    signal(server, 'SIGTERM');
    expect(await server.program.end()).to.include({ status: 0 });
  });

  it('exits with 3 and one line that says what to do when its port is in use', async () => {
    const server = await serving(ECHO);
    for (const more of [[], ['--workers', '2']]) {
      const ended = await wirelab(['serve', ...ECHO, '--port', String(server.port), ...more]);
      expect(ended.status).to.equal(3);
      const lines = ended.stderr
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('wirelab:'));
      expect(lines).to.have.lengthOf(1);
      expect(lines[0]).to.match(new RegExp(`port ${String(server.port)} .*in use.*--port`));
      expect(ended.stderr).to.not.match(/takes its place|fault of wirelab/);
    }
    await (await TcpClient.open(server)).echoes('still served');
  });

  describe('with workers', () => {
    const SPREAD = [...ECHO, '--workers', '2'];

    before(function () {
      if (!existsSync('/proc/self/task')) skipBecause(this, 'this system does not tell which processes a server has');
    });

    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      it(`on ${name} lets their sessions finish, exits with 0, and leaves none behind`, async () => {
        const server = await serving(SPREAD);
        const workers = await workersOf(server, 2);
        const clients = [];
        for (let i = 0; i < 8; i++) clients.push(await TcpClient.open(server));
        for (const client of clients) await client.echoes('one');
        // From a terminal, SIGINT reaches all of them.
        if (name === 'SIGINT') server.program.kill(name);
        else signal(server, name);
        await server.said(/^stopping/m);
        for (const client of clients) await client.echoes('two');
        for (const client of clients) client.close();
        expect(await server.program.end()).to.include({ status: 0 });
        await gone(workers);
        expect(server.lines.filter((line) => line.includes('takes its place'))).to.deep.equal([]);
      });
    }

    it('replaces one that is killed, while the other goes on serving', async () => {
      const server = await serving(SPREAD);
      const [victim = 0, other = 0] = await workersOf(server, 2);
      process.kill(victim, 'SIGKILL');
      await server.said(/worker \d ended \(SIGKILL\): another takes its place/);
      const workers = await workersOf(server, 2);
      expect(workers).to.include(other).and.not.to.include(victim);
      await (await TcpClient.open(server)).echoes('hello');
      await stopServed();
      expect(await server.stop()).to.include({ status: 0 });
      await gone(workers);
    });

    it('leaves none behind when the first process is killed', async () => {
      const server = await serving(SPREAD);
      const workers = await workersOf(server, 2);
      const client = await TcpClient.open(server);
      await client.echoes('hello');
      signal(server, 'SIGKILL');
      await gone(workers);
    });

    it('ends them, even one that hangs, on a second signal', async () => {
      const server = await serving(SPREAD);
      const workers = await workersOf(server, 2);
      process.kill(workers[0] ?? 0, 'SIGSTOP');
      signal(server, 'SIGTERM');
      await server.said(/^stopping/m);
      signal(server, 'SIGTERM');
      expect(await server.program.end()).to.include({ status: 130 });
      await gone(workers);
    });

    it('stops also when it is told so before they listen', async () => {
      const program = startWirelab(['serve', ...SPREAD, '--port', '0'], { input: '' });
      await workersOf({ program }, 2);
      process.kill(program.pid ?? 0, 'SIGTERM');
      expect(await program.end()).to.include({ status: 0 });
    });

    for (const [why, args] of [
      ['a chat, whose clients see one another', ['--handler', 'chat', '--framing', 'line']],
      ['datagrams', ['--handler', 'echo', '--transport', 'udp']],
      ['one client at a time', [...ECHO, '--mode', 'iterative']],
    ] as const) {
      it(`is refused as wrong usage for ${why}`, async () => {
        const { status, stderr } = await wirelab(['serve', ...args, '--port', '0', '--workers', '2']);
        expect(status).to.equal(2);
        expect(stderr).to.match(/^wirelab: --workers: .*one process/m);
      });
    }
  });
});
