// mocha week-3.test.mjs, or SUBMISSION=handed-in/ada/server.py mocha week-3.test.mjs
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { describeLab, findLab } from 'wirelab/testing';

const program = process.env.SUBMISSION ?? 'server.py';
const lab = await findLab('ack');

describe('week 3', () => {
  describeLab(lab, { program });

  it('the server waits for its clients, and never sleeps', () => {
    expect(readFileSync(program, 'utf8')).to.not.match(/\bsleep\s*\(/);
  });
});
