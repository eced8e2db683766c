import { expect } from 'chai';
import { proofLines } from '../../src/cli/commands/prove/proof-text.js';
import { findLab } from '../../src/compose/labs.js';
import type { KnownProgram, Trial } from '../../src/grade/run/known-program.js';

const lab = await findLab('1');
const wrong: KnownProgram = {
  path: `${lab.folder}/wrong/server-x.py`,
  kind: 'wrong',
  role: 'server',
  fails: 'restart',
};
const right: Trial = { seed: 7, outcome: 'graded', failed: ['restart'], durationMs: 1 };
const lucky: Trial = { ...right, failed: [], problem: 'it has to fail restart and nothing else; it fails nothing' };

const linesOf = (trials: readonly Trial[]): string[] =>
  proofLines({
    lab,
    problems: [],
    unproved: [],
    seed: 7,
    times: trials.length,
    proofs: [{ program: wrong, trials: trials.map((trial, index) => ({ ...trial, seed: 7 + index })) }],
  });

describe('What prove says', () => {
  it('is that a lab is proved when each program did what it has to, each time', () => {
    expect(linesOf([right])[0]).to.equal('lab 1 echo: 1 program, proved (seed 7)');
    expect(linesOf([right, right, right])[0]).to.equal('lab 1 echo: 1 program, 3 times each, proved (seed 7)');
  });

  it('names what did otherwise only sometimes, how often, and the seed that shows it', () => {
    const lines = linesOf([right, lucky, right, lucky]);
    expect(lines[0]).to.match(/4 times each, not proved/);
    expect(lines).to.include(
      '  wrong/server-x.py: it has to fail restart and nothing else; it fails nothing (2 of 4 times)',
    );
    expect(lines.at(-1)).to.match(/^for the reason: wirelab grade echo \S*server-x\.py --role server --seed 8$/);
  });

  it('names the wrong programs that fail a check, also those that do so only sometimes', () => {
    for (const trials of [[right], [lucky, right]])
      expect(linesOf(trials).some((line) => /restart\s+server-x\.py/.test(line))).to.equal(true);
  });
});
