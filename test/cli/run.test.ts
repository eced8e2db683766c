import { expect } from 'chai';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFlags } from '../../src/cli/commands/run/run-flags.js';
import { runLab } from '../../src/cli/commands/run/run-lab.js';
import { allLabs } from '../../src/compose/labs.js';
import { pluginFiles } from '../../src/compose/plugin-files.js';
import { UsageError } from '../../src/errors/usage-error.js';
import { exchangeDocument, type ExchangeDocument } from '../support/exchange-document.js';
import { printed } from '../support/printed.js';
import { endPrograms } from '../support/spawned.js';
import { startWirelab, wirelab } from '../support/wirelab.js';
import { temporaryFolder } from '../../src/grade/sandbox/temporary-folder.js';

const labs = await allLabs();
const folder = temporaryFolder().path;

async function documentOf(flags: RunFlags): Promise<ExchangeDocument> {
  const { result, stdout, stderr } = await printed(() => runLab({ ...flags, json: true }));
  const document = exchangeDocument(stdout);
  expect(stderr).to.equal('');
  expect(result).to.equal(document.ok ? 0 : 1);
  return document;
}

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('wirelab run', () => {
  afterEach(endPrograms);
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { number, slug, title, server } of labs) {
    it(`plays lab ${number} ${slug} to a good end, and shows both ends of it`, async () => {
      const { result, stdout, stderr } = await printed(() => runLab({ lab: String(number), hosts: 'one' }));
      expect(result, stdout).to.equal(0);
      expect(stderr).to.equal('');
      const lines = stdout.split('\n');
      expect(lines[0]).to.match(
        new RegExp(
          `^lab ${number} ${slug}: handler \\S.*, framing ${server.framing}, ${server.transport}.*, on 127\\.0\\.0\\.1:\\d+$`,
        ),
      );
      expect(lines.at(-2)).to.match(/^passed: \d+ clients?, \d+ steps?, \d+ ms$/);
      expect(lines.at(-1)).to.equal('');
      const shown = lines.slice(1, -2);
      for (const line of shown) expect(line).to.match(/^ *\d+\.\d ms {2}at \S/);
      expect(shown.filter((line) => line.includes('ms  at server'))).to.not.be.empty;
      expect(stdout).to.not.match(/#\d/); // every client has its name, also where the server knows it first
    });

    it(`prints lab ${number} ${slug} as one JSON document`, async () => {
      const document = await documentOf({ lab: slug, hosts: 'one' });
      expect(document).to.include({
        ok: true,
        handler: server.handler,
        framing: server.framing,
        transport: server.transport,
      });
      expect(document.lab).to.deep.equal({ number, slug, title });
    });
  }

  for (const handler of pluginFiles('handlers').keys()) {
    it(`plays the examples of the handler ${handler} over any framing that carries them`, async () => {
      const binary = ['length16', 'length32', 'netstring', 'slip', 'cobs'];
      const text = ['line', 'delimited:%00', 'fixed:1024'];
      for (const framing of ['gateway', 'reliable'].includes(handler) ? binary : [...binary, ...text]) {
        expect(await documentOf({ lab: '1', handler, framing }), framing).to.include({ ok: true, handler, framing });
      }
    });
  }

  it('lets each flag override what the lab says', async () => {
    const flags = {
      handler: 'upper',
      framing: 'netstring',
      mode: 'iterative',
      maxFrame: 1000,
      backlog: 2,
      idleTimeout: 5000,
      frameTimeout: 5000,
      maxConnections: 3,
    } as const;
    expect(await documentOf({ lab: '03-ack', ...flags })).to.deep.include({
      ok: true,
      handler: 'upper',
      framing: 'netstring',
      mode: 'iterative',
    });
    expect(await documentOf({ lab: '3', transport: 'udp' })).to.include({
      transport: 'udp',
      mode: null,
      framing: 'line',
    });
  });

  it("takes a stream's framing for a lab of datagrams that is run over TCP", async () => {
    expect(await documentOf({ lab: 'datagrams', transport: 'tcp' })).to.include({
      ok: true,
      transport: 'tcp',
      framing: 'line',
    });
  });

  it("reaches a server for all addresses over this machine's own", async () => {
    expect((await documentOf({ lab: '1', host: '0.0.0.0' })).address).to.match(/^127\.0\.0\.1:/);
    expect((await documentOf({ lab: '1', host: '::' })).address).to.match(/^\[::1\]:/);
  });

  it('plays a script from a file, and fails with what came instead', async () => {
    const good = script('good.yaml', '- send: Hello\n- expect: Message received\n');
    expect(await documentOf({ lab: '3', script: good })).to.include({ ok: true });
    const bad = script('bad.mjs', 'export default [{ send: "Hello", replies: ["Message recieved"] }];');
    const { error } = await documentOf({ lab: '3', script: bad });
    expect(error).to.include({ kind: 'wrong-bytes', step: 2, client: 'client', offset: 11 });
    expect(Buffer.from(error?.expected ?? '', 'base64').toString()).to.equal('Message recieved\n');
    const { result, stdout } = await printed(() => runLab({ lab: '3', script: bad }));
    expect(result).to.equal(1);
    expect(stdout.slice(stdout.indexOf('failed'))).to.equal(
      [
        'failed at step 3 of 3 (expect): at offset 11: expected "i" (69), received "e" (65)',
        '  expected: "Message recieved\\n"',
        '  received: "Message received\\n"',
        '                        ^',
        '  these are the right bytes in another order',
        '',
      ].join('\n'),
    );
  });

  it('waits for an answer no longer than the deadline', async () => {
    const silent = script('silent.yaml', '- send: Hello\n- expect: [Message received, and more]\n');
    const { error } = await documentOf({ lab: '3', script: silent, deadline: 30 });
    expect(error?.message).to.include('within 30 ms');
  });

  it('writes a capture', async () => {
    const path = join(folder, 'lab.pcap');
    expect((await documentOf({ lab: '9', pcap: path })).ok).to.equal(true);
    expect(readFileSync(path).subarray(0, 4).toString('hex')).to.equal('0a0d0d0a');
  });

  it('prints nothing but the error where it cannot begin', async () => {
    const cases: [RunFlags, RegExp][] = [
      [{ lab: 'ehco' }, /^no lab ehco; did you mean echo\? known: echo, messages, /],
      [{ lab: '99' }, /^no lab 99; known: 01-echo, 02-messages, /],
      [{ lab: './nowhere' }, /nowhere is no lab: its folder would be called NN-slug/],
      [{ lab: './15-nowhere' }, /^there is no folder .*15-nowhere$/],
      [{ lab: '1', handler: 'ehco' }, /^no handler ehco; did you mean echo\? known: ack, chat, /],
      [{ lab: '1', framing: 'length' }, /^no framing length; did you mean length16\? known: cobs, /],
      [{ lab: '1', pcap: '/nowhere/x.pcap' }, /^--pcap: cannot write \/nowhere\/x\.pcap: no such file or directory$/],
      [{ lab: '1', script: 'nowhere.yaml' }, /^nowhere\.yaml: there is no such file$/],
      [
        {
          lab: '1',
          handler: script(
            'none.mjs',
            'export default class { name = "none"; summary = ""; codec = {}; examples = []; connect() {} }',
          ),
        },
        /none\.mjs has no examples to play: say which script with --script FILE$/,
      ],
    ];
    for (const [flags, message] of cases) {
      const { result, stdout } = await printed(() => runLab(flags).catch((error: unknown) => error));
      expect(result).to.be.instanceOf(UsageError);
      expect((result as UsageError).message).to.match(message);
      expect(stdout).to.equal('');
    }
  });

  it('exits with 0 when the script passed, 1 when it failed, 2 for wrong usage, 3 where this machine cannot', async () => {
    const bad = script('bad.yaml', '- send: Hello\n- expect: Goodbye\n');
    const results = await Promise.all(
      [
        ['run', '1'],
        ['run', '1', '--script', bad],
        ['run', '1', '--handler', 'nope'],
        ['run', '1', '--host', '192.0.2.1'],
      ].map((words) => wirelab(words)),
    );
    expect(results.map(({ status }) => status)).to.deep.equal([0, 1, 2, 3]);
    expect(results.map(({ stderr }) => stderr.split('\n').length - 1)).to.deep.equal([0, 0, 1, 1]);
    expect(results[2]?.stdout).to.equal('');
  });

  it('exits with 130 when it is interrupted, and says where', async () => {
    const program = startWirelab([
      'run',
      '1',
      '--script',
      script('quiet.yaml', '- send: Hello\n- expect: Hello\n- quiet: 600000\n'),
    ]);
    await program.printed(/server → client .*"Hello"/);
    const { status, stdout } = await program.stop('SIGINT');
    expect(status).to.equal(130);
    expect(stdout).to.match(/^interrupted at step 3 of 3 \(quiet\)$/m);
  });
});
