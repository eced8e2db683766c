import { defined } from '../../../src/core/defined.js';
import { expect } from 'chai';
import { stopping } from '../../../src/grade/run/stopping.js';
import type { Diagnosis } from '../../../src/grade/submission/diagnosis.js';
import type { Checks } from '../../../src/lab/check.js';

const unknownArgument: Diagnosis = {
  kind: 'arguments',
  message: 'client.py:3 takes argument 1, and nobody knows what it should be',
  stops: true,
};
const gui: Diagnosis = { kind: 'gui', message: 'a program with windows', stops: true };
const remark: Diagnosis = { kind: 'foreign-address', message: 'an address of another machine', stops: false };

const checks = (start?: { arguments: readonly string[] }): Checks => ({
  client: [{ id: 'a', title: '', because: '', points: 100, script: { steps: [], ...defined({ start }) } }],
});

describe('what stops a submission from being graded', () => {
  it('is the first diagnosis that does', () => {
    expect(stopping([remark, gui, unknownArgument], { checks: checks() })).to.equal(gui);
    expect(stopping([remark], { checks: checks() })).to.equal(undefined);
  });

  it('is an argument that nobody knows, unless the checks give the arguments', () => {
    expect(stopping([unknownArgument], { checks: checks() })).to.equal(unknownArgument);
    expect(stopping([unknownArgument], { checks: checks({ arguments: ['8'] }) })).to.equal(undefined);
    expect(stopping([unknownArgument, gui], { checks: checks({ arguments: ['8'] }) })).to.equal(gui);
  });
});
