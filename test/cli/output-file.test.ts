import { expect } from 'chai';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../src/errors/usage-error.js';
import { MachineError } from '../../src/errors/machine-error.js';
import { requireWritable, writeOutput } from '../../src/cli/output-file.js';
import { emptyFolder, removeFolders } from '../support/checkout.js';
import { wirelab } from '../support/wirelab.js';

describe('a file that a flag names', () => {
  after(removeFolders);

  it('may be new, or one that is there', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'old.json'), '');
    for (const name of ['new.json', 'old.json'])
      expect(() => {
        requireWritable('--out', join(folder, name));
      }).to.not.throw();
  });

  it('is refused where there is no folder for it, or a folder in its place', () => {
    const folder = emptyFolder();
    expect(() => {
      requireWritable('--out', join(folder, 'no/r.json'));
    }).to.throw(UsageError, `--out: cannot write ${folder}/no/r.json: there is no folder ${folder}/no; make it first`);
    expect(() => {
      requireWritable('--out', folder);
    }).to.throw(UsageError, `--out: cannot write ${folder}: it is a folder`);
  });

  it('is a matter of the machine when the system refuses it after all', async () => {
    const error = await writeOutput('--out', '/proc/wirelab.json', '{}').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(MachineError);
    expect((error as Error).message).to.match(/^--out: cannot write \/proc\/wirelab\.json: [a-z ]+$/);
  });

  it('is asked for before anything is graded', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'server.py'), `open(${JSON.stringify(join(folder, 'ran'))}, 'w')\n`);
    for (const flag of ['--out', '--bundle']) {
      const { status, stdout, stderr } = await wirelab([
        'grade',
        '1',
        join(folder, 'server.py'),
        '--role',
        'server',
        flag,
        join(folder, 'no/file'),
      ]);
      expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
      expect(stderr).to.match(new RegExp(`^wirelab: ${flag}: cannot write [^\\n]+: there is no folder [^\\n]+\\n$`));
    }
    expect(existsSync(join(folder, 'ran'))).to.equal(false);
  });
});
