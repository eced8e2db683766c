import { expect } from 'chai';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { pluginFiles } from '../../src/compose/plugin-files.js';
import { isFit, type DoctorFinding } from '../../src/doctor/doctor-finding.js';
import { examine, loadProbes } from '../../src/doctor/examine.js';
import { probeProgram, type ProgramNeed } from '../../src/doctor/probe-program.js';
import { nodeFinding } from '../../src/doctor/probes/node.js';
import { openFilesFinding } from '../../src/doctor/probes/open-files.js';
import { probePort } from '../../src/doctor/probes/ports.js';
import { programs } from '../../src/doctor/probes/programs.js';
import probeSandbox from '../../src/doctor/probes/sandbox.js';
import { probeTcp } from '../../src/doctor/probes/tcp.js';
import { probeUdp } from '../../src/doctor/probes/udp.js';
import { emptyFolder, removeFolders } from '../support/checkout.js';
import { wirelab } from '../support/wirelab.js';

const what = { name: 'it', for: 'a test', essential: true };
const noHurry = new AbortController().signal;
const path = process.env.PATH;

describe('what the doctor finds', () => {
  afterEach(() => {
    process.env.PATH = path;
    removeFolders();
  });

  it('of Node: the versions that package.json names', () => {
    const range = '^20.19.0 || >=22.12.0';
    const versions = [
      'v18.20.0',
      'v20.18.9',
      'v20.19.0',
      'v20.20.2',
      'v21.7.3',
      'v22.11.0',
      'v22.12.0',
      'v23.0.0',
      'v24.1.0',
    ];
    expect(versions.filter((version) => nodeFinding(version, range).status === 'ok')).to.deep.equal([
      'v20.19.0',
      'v20.20.2',
      'v22.12.0',
      'v23.0.0',
      'v24.1.0',
    ]);
    expect(nodeFinding('v18.0.0', range)).to.include({
      status: 'problem',
      detail: `v18.0.0 is not supported: install Node ${range}`,
    });
    expect(nodeFinding().status).to.equal('ok');
  });

  it('of an address: whether it can be used', async () => {
    for (const probe of [probeTcp, probeUdp]) {
      expect(await probe(what, '127.0.0.1', noHurry)).to.deep.equal({ ...what, status: 'ok', detail: '127.0.0.1' });
      const elsewhere = await probe(what, '192.0.2.1', noHurry); // of the documentation, and so of no machine
      expect(elsewhere.status).to.equal('problem');
      expect(elsewhere.detail).to.include('192.0.2.1').and.include('EADDRNOTAVAIL');
    }
  });

  it('of the limit on open files: how many connections it allows', () => {
    expect(openFilesFinding(20_000)).to.include({
      status: 'ok',
      detail: 'limit 20000: about 19950 connections at once',
    });
    expect(openFilesFinding(256)).to.include({
      status: 'problem',
      detail: 'limit 256: about 206 connections at once; raise it with ulimit -n 1024',
    });
    expect(openFilesFinding(Infinity).status).to.equal('ok');
    expect(openFilesFinding(undefined).status).to.equal('problem');
  });

  it('of a port: free, or who has it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
    const { port } = server.address() as AddressInfo;
    const who = process.platform === 'linux' ? `(process ${process.pid})` : 'another program';
    const taken = await Promise.all([probePort('tcp', port, [1, 2]), probePort('udp', socket.address().port, [3])]);
    await Promise.all([
      new Promise((resolve) => server.close(resolve)),
      new Promise<void>((resolve) => socket.close(resolve)),
    ]);
    for (const { status, detail } of taken) {
      expect(status).to.equal('problem');
      expect(detail)
        .to.match(/^in use by .+: end it, or choose another with --port$/)
        .and.include(who);
    }
    expect(taken.map((finding) => finding.for)).to.deep.equal(['labs 1, 2', 'lab 3']);
    expect(await probePort('tcp', port, [1])).to.include({
      name: `port ${port}`,
      status: 'ok',
      detail: 'free',
    });
  });

  describe('of a program', () => {
    const need: ProgramNeed = { name: 'gadget', for: 'a test', package: 'gadgets' };

    function install(name: string, script: string): string {
      const folder = emptyFolder();
      const file = join(folder, name);
      writeFileSync(file, `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
      process.env.PATH = `${folder}:${process.env.PATH ?? ''}`;
      return file;
    }

    it('its version', async () => {
      install('gadget', 'echo "gadget (Debian 12.2.0-14) 12.2.0"');
      expect(await probeProgram(need, noHurry)).to.include({ status: 'ok', detail: '12.2.0' });
    });

    it('its version on standard error, or of one that then exits with a failure', async () => {
      install('gadget', 'echo "gadget 1.10" >&2; exit 1');
      expect(await probeProgram({ ...need, exits: 'any' }, noHurry)).to.include({ status: 'ok', detail: '1.10' });
    });

    it('the package that has it when it is missing', async () => {
      expect(await probeProgram(need, noHurry)).to.deep.equal({
        ...what,
        name: 'gadget',
        essential: false,
        package: 'gadgets',
        status: 'missing',
        detail: 'Debian package gadgets',
      });
    });

    it('why it does not run, in its own words', async () => {
      const file = install('gadget', 'echo "first"; echo "no version set" >&2; exit 127');
      expect(await probeProgram(need, noHurry)).to.include({
        status: 'problem',
        detail: `${file} --version exited with 127: no version set`,
      });
      install('gadget', 'kill -9 $$');
      expect((await probeProgram(need, noHurry)).detail).to.include('ended by SIGKILL');
    });

    it('that it does not answer, and then it is ended with what it has started', async () => {
      const file = install('gadget', 'sleep 1000 & echo waiting; wait');
      const finding = await probeProgram(need, AbortSignal.timeout(100));
      expect(finding).to.include({
        status: 'problem',
        detail: `${file} --version does not answer: this machine is very busy, or the program waits for something`,
      });
    });

    it('that a version manager stands in front of it, and what that costs', async () => {
      const real = install('real-gadget', 'echo 3.11');
      const shim = install('gadget', `if [ "$1" = where ]; then echo "${real}"; else exec "${real}"; fi`);
      const { status, detail } = await probeProgram({ ...need, where: ['where'] }, noHurry);
      expect(status).to.equal('ok');
      expect(detail.replaceAll(/\d+ ms/g, 'N ms')).to.equal(
        `3.11, behind a version manager: ${shim} takes N ms to start, ${real} N ms`,
      );
      expect(
        (await probeProgram({ ...need, name: 'real-gadget', where: ['where'] }, noHurry)).detail,
        'it is itself',
      ).to.equal('3.11');
    });

    it('of bwrap, that it may not make a sandbox', async () => {
      // As root the boxes have a user of their own.
      chmodSync(
        dirname(
          install(
            'bwrap',
            '[ "$1" = --version ] && echo bubblewrap 0.8.0 || { echo "bwrap: setting up uid map: Permission denied" >&2; exit 1; }',
          ),
        ),
        0o755,
      );
      const [finding] = await probeSandbox({ labs: [], timeIsUp: noHurry });
      const { status, detail } = finding as DoctorFinding;
      expect(status).to.equal('problem');
      expect(detail)
        .to.include(
          'this system forbids its users namespaces of their own (bwrap: setting up uid map: Permission denied)',
        )
        .and.match(/; \S.*$/);
    });

    it('what it is for, of each once', () => {
      expect(new Set(programs.map(({ name }) => name)).size).to.equal(programs.length);
      for (const program of programs) expect(program.for).to.match(/^[a-zA-Z]/);
    });
  });
});

describe('wirelab doctor', () => {
  it('finds fit what has all that is essential', () => {
    const finding: DoctorFinding = { ...what, status: 'ok', detail: '' };
    expect(isFit([finding, { ...finding, status: 'missing', essential: false }])).to.equal(true);
    expect(isFit([finding, { ...finding, status: 'problem' }])).to.equal(false);
  });

  it('asks every file in a folder of probes, what is essential first', async () => {
    const sources = emptyFolder();
    mkdirSync(join(sources, 'src/doctor/probes'), { recursive: true });
    for (const [name, essential] of [
      ['anvil', false],
      ['bellows', true],
    ] as const)
      writeFileSync(
        join(sources, `src/doctor/probes/${name}.ts`),
        `export default async (): Promise<object[]> => [{ name: '${name}', status: 'ok', detail: 'hot', for: 'a test', essential: ${essential} }];\n`,
      );
    const probes = await loadProbes(pluginFiles('src/doctor/probes', { built: sources, sources }));
    expect((await examine(probes, [], 1000)).map(({ name, detail }) => `${name} ${detail}`)).to.deep.equal([
      'bellows hot',
      'anvil hot',
    ]);
  });

  it('says of labs that cannot be read why, and looks at everything else', async () => {
    const findings = await examine(await loadProbes(), new Error('lab 3 has no port'), 1500);
    expect(findings.filter(({ status, essential }) => essential && status !== 'ok')).to.deep.equal([
      {
        name: 'labs',
        for: 'wirelab list, run, serve',
        essential: true,
        status: 'problem',
        detail: 'lab 3 has no port',
      },
    ]);
    expect(findings.map(({ name }) => name)).to.include('open files');
  });

  it('prints a line for each thing, and nothing else on standard output', async () => {
    const { status, stdout, stderr } = await wirelab(['doctor']);
    expect(status, stderr).to.equal(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => !/^(ok|missing|problem) +\S/.test(line))).to.deep.equal([]);
    for (const name of [
      'Node',
      'TCP over IPv4',
      'UDP over IPv4',
      'open files',
      'port 65432',
      'port 12000/udp',
      ...programs.map((program) => program.name),
      'bwrap',
    ]) {
      expect(
        lines.filter((line) => new RegExp(`^\\w+ +${name.replaceAll('+', '\\+')}  `).test(line)),
        name,
      ).to.have.lengthOf(1);
    }
    expect(stderr).to.match(/^wirelab can work on this machine$/m);
  });

  it('prints one JSON document with --json, and works without any program', async () => {
    const { status, stdout, stderr } = await wirelab(['doctor', '--json'], { env: { PATH: '' } });
    expect(status, stdout + stderr).to.equal(0);
    expect(stderr).to.equal('');
    const document = JSON.parse(stdout) as { schema: number; ok: boolean; findings: DoctorFinding[] };
    expect(document).to.include({ schema: 1, ok: true });
    expect(document.findings.filter((finding) => finding.status === 'missing').map(({ name }) => name)).to.deep.equal([
      ...programs.map(({ name }) => name),
      'bwrap',
    ]);
  });
});
