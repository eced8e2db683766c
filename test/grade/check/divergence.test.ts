import { expect } from 'chai';
import fc from 'fast-check';
import type { StepFailure } from '../../../src/client/failure.js';
import { joinBytes } from '../../../src/core/frame-bytes.js';
import line from '../../../src/framings/line.js';
import raw from '../../../src/framings/raw.js';
import { framesIn, divergenceIn, firstDivergence } from '../../../src/grade/check/divergence.js';
import type { CheckStep } from '../../../src/lab/step.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (part: Uint8Array): string => Buffer.from(part).toString();
const failure = (step: number, expected: string, actual: string, client = 'client'): StepFailure => ({
  kind: 'wrong-bytes',
  step,
  client,
  message: '',
  expected: bytes(expected),
  actual: bytes(actual),
  offset: 0,
});

describe('The frame in which program and reference part', () => {
  const steps: readonly CheckStep[] = [
    { op: 'send', messages: ['a'] },
    { op: 'expect', messages: ['one', 'two'] },
    { op: 'expect', messages: ['for another'], client: 'second' },
    { op: 'expect', messages: ['three', 'four', 'five'] },
  ];

  it('is counted over all messages of its connection', () => {
    const parting = firstDivergence(steps, failure(3, 'three\nfour\nfive\n', 'three\nFour\nfive\n'), line());
    expect(parting?.frame).to.equal(3);
    expect(text(parting?.reference ?? bytes(''))).to.equal('four\n');
    expect(text(parting?.program ?? bytes(''))).to.equal('Four\n');
  });

  it('is one that did not come, or came only in part', () => {
    for (const [came, program] of [
      ['three\n', ''],
      ['three\nfo', 'fo'],
    ] as const) {
      const parting = firstDivergence(steps, failure(3, 'three\nfour\nfive\n', came), line());
      expect(parting?.frame).to.equal(3);
      expect(text(parting?.program ?? bytes('?'))).to.equal(program);
    }
  });

  it('is one too many where all others came', () => {
    const parting = firstDivergence([...steps, { op: 'closed' }], failure(4, '', 'bye\nbye\n'), line());
    expect(parting?.frame).to.equal(5);
    expect(text(parting?.reference ?? bytes('?'))).to.equal('');
    expect(text(parting?.program ?? bytes(''))).to.equal('bye\n');
  });

  it('is counted anew for a connection that was made anew', () => {
    const again: readonly CheckStep[] = [
      { op: 'connect' },
      { op: 'expect', messages: ['one', 'two'] },
      { op: 'close' },
      { op: 'connect' },
      { op: 'expect', messages: ['three'] },
    ];
    expect(firstDivergence(again, failure(4, 'three\n', 'tree\n'), line())?.frame).to.equal(0);
  });

  it('is nothing where the failure is not about bytes', () => {
    expect(firstDivergence(steps, { kind: 'exited', step: 1, client: 'client', message: '' }, line())).to.equal(
      undefined,
    );
  });

  it('is where the streams first differ, and both parts come from there, whatever the bytes are', () => {
    const frame = fc.uint8Array({ minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 5 }), fc.uint8Array({ maxLength: 30 }), (frames, came) => {
        const { frame: index, reference, program } = divergenceIn(frames, came, raw());
        const before = joinBytes(frames.slice(0, index));
        expect(came.slice(0, before.length)).to.deep.equal(before);
        expect(came.slice(before.length, before.length + program.length)).to.deep.equal(program);
        if (index < frames.length) expect(reference).to.deep.equal(frames[index]);
      }),
    );
  });

  it('is found among frames that together are the stream', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (stream) => {
        for (const framing of [raw(), line()]) expect(joinBytes(framesIn(stream, framing))).to.deep.equal(stream);
      }),
    );
  });
});
