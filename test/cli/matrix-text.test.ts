import { expect } from 'chai';
import { allLabs, findLab } from '../../src/compose/labs.js';
import { causeOf, stepsOf } from '../../src/grade/matrix/client-run.js';
import { matrixCsv, matrixHtml, matrixRows } from '../../src/cli/commands/matrix/matrix-text.js';
import type { Matrix } from '../../src/grade/matrix/run-pairs.js';
import { scenarioOf, referenceScript } from '../../src/grade/matrix/scenario.js';
import type { Exit } from '../../src/grade/sandbox/program.js';

const evil = '=cmd|"x",<script>\u202e\n';

const matrix: Matrix = {
  servers: ['reference', evil],
  clients: ['reference', 'client.py'],
  cells: [
    [{ ok: true }, { ok: false, atFault: 'client', cause: 'it ended' }],
    [
      { ok: false, atFault: 'server', cause: evil },
      { ok: false, atFault: 'client', cause: 'it ended' },
    ],
  ],
};

const exit: Exit = { code: 0, signal: null, reason: 'exited', cpuMs: 1, peakMemory: 1, afterMs: 1 };
const run = (stdout: string, more: { exit?: Exit | undefined } = {}): Parameters<typeof causeOf>[0] => ({
  stdout: Buffer.from(stdout),
  lastWords: '',
  exit,
  transcript: [],
  relayed: false,
  ...more,
});

describe('a matrix', () => {
  it('has a number for each cause, which stands below it once', () => {
    const { rows, causes } = matrixRows(matrix);
    expect(rows.map((row) => row.slice(1))).to.deep.equal([
      ['reference', 'client.py'],
      ['ok', '1'],
      ['2', '1'],
    ]);
    expect(causes[0]).to.equal('the client: it ended');
    expect(causes).to.have.lengthOf(2);
  });

  it('shows names and causes of others so that no terminal, spreadsheet or browser obeys them', () => {
    const { rows, causes } = matrixRows(matrix);
    for (const text of [...rows.flat(), ...causes]) expect(text).to.not.match(/[\0-\x1f\u202e]/);
    const csv = matrixCsv(matrix);
    expect(csv.split('\r\n')).to.have.lengthOf(6);
    expect(csv)
      .to.match(/^"'=cmd\|""x"",/m)
      .and.not.match(/^=|\u202e/m);
    expect(matrixHtml(matrix, evil)).to.not.include('<script>').and.not.include('\u202e');
  });

  it('has a scenario for each lab that looks at what a client prints', async () => {
    for (const lab of (await allLabs()).filter(
      ({ checks, server }) => (checks?.client ?? []).length > 0 && server.transport === 'tcp',
    )) {
      expect(scenarioOf(lab)?.prints, lab.slug).to.have.length.of.at.least(1);
      expect(
        referenceScript(lab)?.map(({ op }) => op),
        lab.slug,
      ).to.include('expect');
    }
    expect(scenarioOf(await findLab('ack'))).to.deep.equal({
      input: 'hello\n',
      prints: ['Server response: Message received'],
    });
  });

  it('takes a client for right that prints what it has to and ends with 0, or as it does with the reference', () => {
    const scenario = { input: '', prints: ['one', 'two'] };
    expect(causeOf(run('one, two'), scenario)).to.equal(undefined);
    expect(causeOf(run('two, one'), scenario)).to.match(
      /^it did not print "two": it ended with exit code 0 and printed "two, one"/,
    );
    expect(causeOf(run('one', { exit: undefined }), scenario)).to.match(/it still runs and printed "one"/);
    expect(causeOf(run('one two', { exit: undefined }), scenario)).to.equal(
      'it printed what it has to, and does not end when its input has ended',
    );
    expect(causeOf(run('one two', { exit: { ...exit, code: 1 } }), scenario)).to.equal(
      'it printed what it has to, and ended with exit code 1',
    );
    expect(causeOf(run('one two', { exit: { ...exit, code: 1 } }), scenario, { exit: 'exit code 1' })).to.equal(
      undefined,
    );
  });

  it('says the same again as was said, however it was cut', () => {
    const bytes = (dir: 'send' | 'receive', text: string, client = 'client') =>
      ({ type: 'bytes', t: 0, client, dir, bytes: Buffer.from(text) }) as const;
    expect(
      stepsOf([bytes('send', 'a'), bytes('send', 'b'), bytes('receive', 'c'), bytes('send', 'd', 'client 2')]),
    ).to.deep.equal([
      { op: 'raw', client: 'client', bytes: Buffer.from('ab') },
      { op: 'expect-raw', client: 'client', bytes: Buffer.from('c') },
      { op: 'raw', client: 'client 2', bytes: Buffer.from('d') },
    ]);
    expect(stepsOf([])).to.deep.equal([]);
  });
});
