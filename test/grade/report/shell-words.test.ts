import { expect } from 'chai';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { shellCommand } from '../../../src/text/shell-command.js';
import { visible } from '../../../src/text/visible-text.js';
import { seed } from '../../support/seed.js';
import { HOSTILE } from './any-report.js';

describe('a command to paste', () => {
  it('means the words that it was made of, whatever is in them, and shows as it is', function () {
    this.timeout(60_000);
    // No argument of a program can hold a NUL, or half a character.
    const word = fc
      .oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 20 }))
      .map((text) => Buffer.from(text.replaceAll('\0', '')).toString());
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        const command = shellCommand(words);
        expect(visible(command, Infinity)).to.equal(command);
        const printed = execFileSync('bash', ['-c', `printf '%s\\0' ${command}`], {
          env: { LC_ALL: 'C.UTF-8' },
          encoding: 'utf8',
        });
        expect(printed.split('\0').slice(0, -1)).to.deep.equal(words);
      }),
      { seed, numRuns: 30 },
    );
  });

  it('is left alone where nothing is special', () => {
    expect(shellCommand(['wirelab', 'grade', '1', './my server.py', "it's"])).to.equal(
      `wirelab grade 1 './my server.py' 'it'\\''s'`,
    );
  });
});
