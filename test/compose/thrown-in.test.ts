import { expect } from 'chai';
import { thrownIn } from '../../src/errors/thrown-in.js';

const LAB = '/course/labs/15-quote/lab.ts';

function thrown(error: Error, ...frames: readonly string[]): Error {
  error.stack = [`${error.name}: ${error.message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
}

describe('what a file has thrown', () => {
  it('has the line of that file', () => {
    const error = thrown(
      new ReferenceError('x is not defined'),
      `file://${LAB}:7:3`,
      'ModuleJob.run (node:internal/modules/esm/module_job:325:25)',
    );
    expect(thrownIn(LAB, error)).to.equal('ReferenceError: x is not defined (line 7)');
  });

  it('has the file too, where that is one that it imports from beside it', () => {
    const error = thrown(
      new ReferenceError('x is not defined'),
      'check (file:///course/labs/15-quote/checks.ts:8:13)',
      `file://${LAB}:2:1`,
    );
    expect(thrownIn(LAB, error)).to.equal('ReferenceError: x is not defined (checks.ts, line 8)');
  });

  it('has the column of what cannot be understood', () => {
    expect(thrownIn(LAB, thrown(new SyntaxError("',' expected."), '/course/labs/15-quote/checks.ts:8:13'))).to.equal(
      "SyntaxError: ',' expected. (checks.ts, line 8, column 13)",
    );
  });

  it('has no place where the only ones are of others', () => {
    expect(
      thrownIn(
        LAB,
        thrown(new TypeError('no\nfunction'), 'file:///usr/lib/wirelab/dist/chunk.js:1:1', 'node:internal/main:3:4'),
      ),
    ).to.equal('TypeError: no function');
  });

  it('is told as it is, where it is no error', () => {
    expect(thrownIn(LAB, 'nothing')).to.equal('nothing');
  });
});
