import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needs } from '../../support/needs.js';
import { endPrograms } from '../../support/spawned.js';
import { Place } from './end-to-end.js';

const PROGRAMS = fileURLToPath(new URL('./fixtures/hostile-servers/', import.meta.url));
const CHECK = 'one-exchange';
const FORMATS = [
  'terminal',
  'json',
  'html',
  'junit',
  'tap',
  'ctrf',
  'gradescope',
  'github',
  'github-summary',
  'prairielearn',
  'autolab',
];

interface Told {
  readonly outcome: string;
  readonly score: number;
  readonly checks: readonly {
    readonly id: string;
    readonly status: string;
    readonly cause?: { readonly kind: string };
  }[];
}

describe('wirelab grade with a hostile server', function () {
  this.timeout(180_000);
  let place: Place;
  before(needs('bwrap', 'python3'));
  beforeEach(() => {
    place = new Place();
  });
  afterEach(endPrograms);
  afterEach(() => {
    place.remove();
  });

  const verdicts: readonly (readonly [does: string, file: string, status: 'pass' | 'fail', kind?: RegExp])[] = [
    ['forges results', 'forges.py', 'fail'],
    ['sends back what it finds of the grader', 'steals.py', 'fail'],
    ['kills what it can', 'kills.py', 'pass'],
    ['forks daemons', 'forks.py', 'pass'],
    ['takes memory', 'eats.py', 'fail', /^(limit|reset)$/],
    ['prints without end', 'floods.py', 'fail', /^limit$/],
    ['sends without end', 'streams.py', 'fail'],
    ['goes into the background', 'leaves.py', 'fail'],
  ];
  for (const [does, file, status, kind] of verdicts) {
    it(`that ${does}: says that the check is a ${status}, reads no secret, and leaves nothing`, async () => {
      const folder = place.submission({ 'server.py': readFileSync(join(PROGRAMS, file), 'utf8') });
      const {
        status: code,
        stdout,
        stderr,
      } = await place.run(['grade', '1', join(folder, 'server.py'), '--only', CHECK, '--json']);
      expect(code, stderr).to.equal(status === 'pass' ? 0 : 1);
      const report = JSON.parse(stdout) as Told;
      const check = report.checks.find(({ id }) => id === CHECK);
      expect({ outcome: report.outcome, status: check?.status }, stdout.slice(0, 2000)).to.deep.equal({
        outcome: 'graded',
        status,
      });
      if (kind !== undefined) expect(check?.cause?.kind).to.match(kind);
      const decoded =
        stdout +
        [...stdout.matchAll(/"([A-Za-z0-9+/]{8,}={0,2})"/g)]
          .map(([, text = '']) => Buffer.from(text, 'base64').toString('latin1'))
          .join('\n');
      expect(decoded).to.not.include('the key of the lab').and.not.include('severalMessages');
      expect(await place.untilGone()).to.deep.equal([]);
      expect(place.files).to.deep.equal([]);
    });
  }

  it('shows nothing of what it prints and sends raw, in any kind of report', async () => {
    const folder = place.submission({ 'server.py': readFileSync(join(PROGRAMS, 'forges.py'), 'utf8') });
    for (const format of FORMATS) {
      const { status, stdout, stderr } = await place.run([
        'grade',
        '1',
        join(folder, 'server.py'),
        '--only',
        CHECK,
        '--format',
        format,
      ]);
      expect(status, stderr).to.equal(1);
      expect(stdout + stderr, format).to.not.match(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      expect(
        stdout.split('\n').filter((line) => /^\s*::(?:error file=x|set-output)|^100 of 100/.test(line)),
        format,
      ).to.deep.equal([]);
      if (format === 'html' || format === 'junit') expect(stdout, format).to.not.include('<script>alert(1)');
    }
  });

  it('takes names for names, whatever they look like', async () => {
    const good = readFileSync(join(PROGRAMS, 'kills.py'), 'utf8');
    for (const name of [
      '--help.py',
      '-c.py',
      'a b;$(touch x)`y`.py',
      'quote\'".py',
      '\x1b[31mred\nline.py',
      '::error::x.py',
    ]) {
      const folder = place.submission({ [name]: good });
      for (const words of [[join(folder, name)], [folder]]) {
        const { status, stdout, stderr } = await place.run([
          'grade',
          '1',
          ...words,
          '--only',
          CHECK,
          '--format',
          'terminal',
        ]);
        // Taken and run, or refused with a reason; never obeyed.
        expect(status, `${JSON.stringify(name)}\n${stdout}\n${stderr}`).to.be.oneOf([0, 1]);
        expect(stdout + stderr, name).to.not.match(/[\x00-\x08\x0b-\x1f\x7f]/);
        expect(stdout, name).to.match(/points|not gradable|cannot be graded/i);
      }
      place.remove();
      place = new Place();
    }
  });
});
