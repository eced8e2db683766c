import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { composeServer } from '../../src/compose/compose-server.js';
import { allLabs, findLab, labKey } from '../../src/compose/labs.js';
import type { Check } from '../../src/lab/check.js';
import type { NumberedLab } from '../../src/lab/numbered-lab.js';
import { asSource, studentLab } from '../../src/pack/student-lab.js';
import { failedChecks } from '../support/failed-checks.js';
import { keyTexts } from '../support/key-texts.js';
import { wirelab } from '../support/wirelab.js';

const labs = await allLabs();

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
}

describe('a value as JavaScript', () => {
  it('is the same value, bytes and long texts included', () => {
    const value = {
      text: 'é"\\\n\u2028',
      long: 'x'.repeat(1000),
      bytes: Uint8Array.of(0, 255),
      zeros: new Uint8Array(1000),
      list: [1, -0.5, true, null],
      inner: { 'a-b': [] },
    };
    expect(new Function(`return ${asSource(value)}`)()).to.deep.equal(value); // eslint-disable-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    expect(asSource(value).length).to.be.below(600);
  });

  it('is refused where it is code, with the place', () => {
    expect(() => asSource({ steps: [{ run: () => 1 }] }, 'lab')).to.throw('lab.steps[0].run is a function');
  });
});

describe('a lab for students', () => {
  const check = (id: string, more: Partial<Check> = {}): Check => ({
    id,
    title: id,
    points: 1,
    because: 'b',
    script: { steps: [] },
    ...more,
  });

  it('has no hidden check, and no need of one', () => {
    const server = [
      check('one', { hidden: true }),
      check('two', { needs: ['one'] }),
      check('three', { needs: ['two'] }),
    ];
    const { source, hidden } = studentLab({
      number: 1,
      slug: 's',
      folder: '/',
      title: 't',
      summary: 's',
      server: { transport: 'tcp', framing: 'raw', handler: 'echo', port: 1 },
      checks: { server },
    });
    expect(hidden).to.equal(1);
    expect(source).to.not.include('"one"');
    expect(source).to.include('"needs": ["two"]');
  });

  it('has everything else of every lab', () => {
    for (const lab of labs) {
      const { hidden, code } = studentLab(lab);
      const count = (lab.checks?.server?.length ?? 0) + (lab.checks?.client?.length ?? 0);
      expect(hidden + code, lab.slug).to.be.at.most(count === 0 ? 0 : count - 1);
    }
  });
});

describe('wirelab pack', function () {
  this.timeout(120_000); // all labs are packed, and what comes of it is searched byte by byte
  const folder = mkdtempSync(join(tmpdir(), 'wirelab-pack-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const pack = async (...words: readonly string[]): Promise<void> => {
    const { status, stderr } = await wirelab(['pack', ...words]);
    expect(status, stderr).to.equal(0);
  };

  it('gives students no byte of a key, a solution, a wrong program or a hidden check', async () => {
    await pack('all', '--for', 'students', '--out', join(folder, 'students.tar.gz'));
    execFileSync('tar', ['xzf', 'students.tar.gz', '--one-top-level=students'], { cwd: folder });
    const unpacked = join(folder, 'students');
    const paths = filesBelow(unpacked);
    expect(
      paths.filter((path) => /(?:^|\/)(?:solution|wrong|key|checks|questions)(?:[./]|$)/.test(path)),
    ).to.deep.equal([]);
    const everything = paths.map((path) => readFileSync(join(unpacked, path), 'latin1')).join('\n');
    const lines = new Set(paths.flatMap((path) => linesOf(readFileSync(join(unpacked, path), 'utf8'))));
    const looksFor = (text: string): boolean =>
      everything.includes(Buffer.from(text).toString('latin1')) ||
      everything.includes(Buffer.from(JSON.stringify(text).slice(1, -1)).toString('latin1'));
    for (const lab of labs) {
      expect(looksFor(`# Lab ${lab.number}: ${lab.title}`)).to.equal(true);
      for (const { text } of keyTexts((await labKey(lab)) ?? {}))
        expect(looksFor(text), `${lab.slug}: ${text}`).to.equal(false);
      for (const text of wrongHeads(lab)) expect(looksFor(text), `${lab.slug}: ${text}`).to.equal(false);
      expect(
        solvedLines(lab).filter((line) => lines.has(line)),
        lab.slug,
      ).to.deep.equal([]);
      for (const { id } of [...(lab.checks?.server ?? []), ...(lab.checks?.client ?? [])].filter(
        ({ hidden }) => hidden === true,
      ))
        expect(looksFor(`"${id}"`), id).to.equal(false);
    }
  });

  it('makes the same bytes for the same labs', async () => {
    for (const ending of ['zip', 'tar.gz']) {
      for (const name of ['one', 'two'])
        await pack('1', '3', '--for', 'students', '--out', join(folder, `${name}.${ending}`));
      expect(
        readFileSync(join(folder, `one.${ending}`)).equals(readFileSync(join(folder, `two.${ending}`))),
        ending,
      ).to.equal(true);
    }
  });

  it('gives students labs that run and look at answers, wherever they are unpacked', async () => {
    await pack('1', '--for', 'students', '--out', join(folder, 'mine'));
    const lab = join(folder, 'mine/labs/01-echo');
    expect((await wirelab(['run', lab], { cwd: folder })).status).to.equal(0);
    writeFileSync(join(folder, 'answers.md'), '## Q2\n\nmany\n');
    const { status, stdout } = await wirelab(['grade', lab, 'answers.md', '--role', 'answers'], { cwd: folder });
    expect(status).to.equal(1);
    expect(stdout).to.include('no number is at the beginning of "many"');
    expect(await labKey(await findLab(lab))).to.equal(undefined);
  });

  describe('for one student', () => {
    const secret = join(folder, 'course-secret');
    const lab = join(folder, 'bob/labs/03-ack');
    const values = (): { port: number; acknowledgement: string } =>
      JSON.parse(readFileSync(join(lab, 'variant.json'), 'utf8')) as { port: number; acknowledgement: string };
    before(async () => {
      writeFileSync(secret, 'the secret of this test, and of no course\n');
      await pack(
        '1',
        '3',
        '--for',
        'students',
        '--student',
        'bob',
        '--course-secret',
        secret,
        '--out',
        join(folder, 'bob'),
      );
    });

    it('has the values in a file, in the sheet and in the programs to start from', () => {
      const { port, acknowledgement } = values();
      expect(port).to.be.within(20_000, 29_999);
      const sheet = readFileSync(join(lab, 'README.md'), 'utf8');
      expect(sheet)
        .to.include(`A server on port ${port}.`)
        .and.include(`\`${acknowledgement}\``)
        .and.not.include('port 5000');
      expect(readFileSync(join(lab, 'starter/server.py'), 'utf8')).to.include(`PORT = ${port}`);
      expect(
        filesBelow(join(folder, 'bob')).filter((path) =>
          readFileSync(join(folder, 'bob', path), 'utf8').includes('the secret of this test'),
        ),
      ).to.deep.equal([]);
    });

    it('has the end of a message and the order of fields wherever they are told', async function () {
      this.timeout(60_000);
      const out = join(folder, 'carol');
      await pack('6', '14', '--for', 'students', '--student', 'carol', '--course-secret', secret, '--out', out);
      const many = await findLab(join(out, 'labs/06-many-at-once'));
      const gateway = await findLab(join(out, 'labs/14-gateway'));
      const end = many.server.framing.replace('delimited:', '');
      expect(many.server.framing).to.match(/^delimited:.$/);
      expect(readFileSync(join(many.folder, 'starter/server.py'), 'utf8')).to.include(`END = b'${end}'`);
      expect(gateway.server.handler).to.include('order=value-quantity-unit-device-sequence');
      expect(readFileSync(join(gateway.folder, 'starter/client.c'), 'utf8')).to.include(
        'DEVICE_AT = 6, SEQUENCE_AT = 8, QUANTITY_AT = 4, UNIT_AT = 5, VALUE_AT = 0',
      );
      for (const packed of [many, gateway])
        expect(
          await failedChecks(packed, await composeServer({ ...packed.server, port: 0 })),
          packed.slug,
        ).to.deep.equal([]);
    });

    it('serves, plays and grades by these values, as the lab as it stands does for the student', async function () {
      this.timeout(60_000);
      const { acknowledgement } = values();
      const own = await wirelab(['run', lab], { cwd: folder });
      expect(own.status, own.stderr).to.equal(0);
      expect(own.stdout).to.include(`"${acknowledgement}\\n"`);
      const packed = await findLab(lab);
      expect(packed.checks?.server?.[0]?.because).to.include(`\`${acknowledgement}\``);
      expect(await failedChecks(packed, await composeServer({ ...packed.server, port: 0 }))).to.deep.equal([]);
      const neighbours = await composeServer({ ...packed.server, handler: 'ack:the answer of a neighbour', port: 0 });
      expect((await failedChecks(packed, neighbours)).map(([check]) => check)).to.include('one-exchange');
      const shown = await wirelab(['show', '3', '--student', 'bob', '--course-secret', secret]);
      expect(shown.stdout).to.equal(readFileSync(join(lab, 'README.md'), 'utf8'));
    });
  });

  it('gives instructors every file of the lab, and a key that marks', async () => {
    await pack('2', '--for', 'instructors', '--out', join(folder, 'whole'));
    const sources = new URL('../../labs/02-messages/', import.meta.url).pathname;
    const lab = join(folder, 'whole/labs/02-messages');
    expect(filesBelow(lab).sort()).to.deep.equal(
      filesBelow(sources)
        .filter((path) => !/__pycache__|\.(?:pyc|class|o)$/.test(path))
        .sort(),
    );
    expect(Object.keys((await labKey(await findLab(lab))) ?? {})).to.include('Q1');
  });

  it('refuses in one line what it cannot do, and a folder with something in it', async () => {
    const full = join(folder, 'one.zip');
    for (const [words, says] of [
      [[], 'say which labs'],
      [['1'], 'say for whom'],
      [['1', '--for', 'student', '--out', 'x.zip'], 'did you mean students'],
      [['1', '--for', 'students'], 'say where it goes'],
      [['99', '--for', 'students', '--out', 'x.zip'], 'no lab 99'],
      [['1', '--for', 'students', '--out', folder], 'is not empty'],
      [['1', '--for', 'students', '--out', join(folder, 'no/such/x.zip')], 'there is no folder'],
      [['1', '--for', 'students', '--out', join(full, 'x')], basename(full)],
    ] as const) {
      const { status, stderr } = await wirelab(['pack', ...words]);
      expect(status, stderr).to.equal(2);
      expect(stderr.trim().split('\n')).to.have.lengthOf(1);
      expect(stderr).to.include(says);
    }
  });
});

/** What the first lines of a lab's wrong programs say: the check that each of them fails, and how. */
function wrongHeads({ folder }: NumberedLab): string[] {
  return texts(join(folder, 'wrong'))
    .map((text) => text.split('\n').slice(0, 2).join('\n'))
    .filter((head) => head.trim() !== '');
}

/** The lines of a lab's solutions that are long enough to be told from others, and are not handed out in a sheet or a program to start from. */
function solvedLines({ folder }: NumberedLab): string[] {
  const known = new Set(
    labs
      .flatMap((lab) => [readFileSync(join(lab.folder, 'README.md'), 'utf8'), ...texts(join(lab.folder, 'starter'))])
      .flatMap(linesOf),
  );
  return texts(join(folder, 'solution'))
    .flatMap(linesOf)
    .filter((line) => line.length > 40 && !known.has(line));
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim());
}

function texts(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  } catch {
    return []; // a lab without such programs
  }
}
