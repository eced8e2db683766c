import { expect } from 'chai';
import { deadlineOf } from '../../../src/grade/check/deadline-of.js';

describe('the deadline of a check', () => {
  it('is the given one for steps that move little', () => {
    expect(deadlineOf([{ op: 'connect' }, { op: 'quiet', ms: 5 }], 2000)).to.equal(2000);
    expect(deadlineOf([{ op: 'send', messages: ['Hello'] }], 2000)).to.equal(2002);
  });

  it('grows with the largest step, by its bytes and its messages', () => {
    const large = new Uint8Array(400_000);
    expect(
      deadlineOf(
        [
          { op: 'raw', bytes: large },
          { op: 'expect-raw', bytes: large },
        ],
        2000,
      ),
    ).to.equal(6000);
    expect(deadlineOf([{ op: 'send', messages: Array.from({ length: 3000 }, () => '') }], 2000)).to.equal(8000);
  });
});
