import { expect } from 'chai';
import { duration } from '../../src/client/step-failure.js';

describe('duration', () => {
  it('is as exact as people need it', () => {
    expect([0.4, 200, 999.9, 1000, 2000, 8883.542400000008].map(duration)).to.deep.equal([
      '0 ms',
      '200 ms',
      '1000 ms',
      '1 s',
      '2 s',
      '8.9 s',
    ]);
  });
});
