import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { needs } from '../support/needs.js';
import type { Ended } from '../support/spawned.js';
import { startWirelab, wirelab } from '../support/wirelab.js';

const LONGEST = 60_000;

interface Document {
  readonly ok: boolean;
  readonly address: string;
  readonly hosts: {
    readonly kind: string;
    readonly client: string;
    readonly server: string;
    readonly cases: readonly {
      readonly what: string;
      readonly host: string;
      readonly port: number;
      readonly result: string;
    }[];
  };
}

describe('wirelab run on two hosts', function () {
  this.timeout(200_000);

  describe('that are network namespaces', () => {
    before(needs('ip', 'unshare'));

    it('plays the exchange between them, and shows what else a client can meet, with the names of the errors', async () => {
      const { status, stdout, stderr } = await run('--hosts', 'namespaces', '--json');
      expect(status, stderr).to.equal(0);
      const { ok, address, hosts } = JSON.parse(stdout) as Document;
      expect(ok).to.be.true;
      expect([address, hosts.kind, hosts.client, hosts.server]).to.deep.equal([
        '10.77.0.2:5000',
        'namespaces',
        '10.77.0.1',
        '10.77.0.2',
      ]);
      const results = hosts.cases.map(({ result }) => result);
      expect(results.slice(0, 6)).to.deep.equal([
        'connected',
        'ECONNREFUSED',
        'ECONNREFUSED',
        'ETIMEDOUT',
        'EHOSTUNREACH',
        'ENETUNREACH',
      ]);
      expect(results[6]).to.be.oneOf(['ENOTFOUND', 'EAI_AGAIN']);
    });

    it('leaves no process behind when it is killed, or interrupted', async () => {
      for (const signal of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
        const program = startWirelab(['run', '13', '--hosts', 'namespaces']);
        await program.printed(/what a client on/, 'stdout', LONGEST);
        const before = inOurHosts();
        expect(before, 'processes of the hosts').to.not.be.empty;
        process.kill(program.pid ?? 0, signal);
        const { status } = await program.end(LONGEST);
        if (signal !== 'SIGKILL') expect(status, signal).to.equal(130);
        await gone(before);
      }
    });
  });

  it('takes two addresses of the loopback in their place, and says so', async () => {
    const { status, stdout, stderr } = await run('--hosts', 'loopback', '--json');
    expect(status, stderr).to.equal(0);
    const { ok, hosts } = JSON.parse(stdout) as Document;
    expect([ok, hosts.kind, hosts.client, hosts.server]).to.deep.equal([true, 'loopback', '127.0.0.2', '127.0.0.3']);
    expect(hosts.cases.map(({ result }) => result).slice(0, 5)).to.deep.equal([
      'connected',
      'ECONNREFUSED',
      'ECONNREFUSED',
      'ETIMEDOUT',
      'ENETUNREACH',
    ]);
  });

  it('refuses hosts with an address of its own, and over UDP', async () => {
    const address = await wirelab(['run', '13', '--hosts', 'loopback', '--host', '127.0.0.1']);
    expect([address.status, address.stderr]).to.deep.equal([
      2,
      'wirelab: two hosts have addresses of their own: leave --host or --hosts loopback out\n',
    ]);
    const datagrams = await wirelab(['run', '10', '--hosts', 'loopback']);
    expect([datagrams.status, datagrams.stderr]).to.deep.equal([
      2,
      'wirelab: two hosts are for tcp: leave --hosts out, or take --transport tcp\n',
    ]);
  });
});

function run(...flags: readonly string[]): Promise<Ended> {
  return startWirelab(['run', '13', ...flags], { input: '' }).end(LONGEST);
}

/** The processes that the hosts are made of, by number. */
function inOurHosts(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => /hosts-worker|far-host/.test(commandOf(pid)));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

async function gone(pids: readonly number[]): Promise<void> {
  while (pids.some((pid) => /hosts-worker|far-host/.test(commandOf(pid)))) await new Promise(setImmediate);
}
