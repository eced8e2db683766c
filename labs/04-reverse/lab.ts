import { withVariants } from '../../src/lab/variant.js';
import { checksFor, reversed } from './checks.js';
import { questions } from './questions.js';

export default withVariants(
  {
    port: { usual: 12345, from: 20_000, to: 29_999 },
    sentence: [
      'shaurya says geeksforgeeks',
      'nobody reverses the weather',
      'a stream carries bytes',
      'letters are not numbers',
      'what goes in comes out',
    ],
  },
  ({ port, sentence }) => ({
    title: 'Reverse',
    summary: 'transform; text is not bytes: code points, graphemes, UTF-8 cut in two',
    server: { transport: 'tcp', framing: 'line', handler: 'reverse', port },
    client: [
      { op: 'send', messages: [sentence] },
      { op: 'expect', messages: [reversed(sentence)] },
      { op: 'send', messages: ['née'] },
      { op: 'expect', messages: ['eén'] },
      // Two code points that are seen as one character: e and a combining acute accent.
      { op: 'send', messages: ['ne\u0301e'] },
      { op: 'expect', messages: ['ee\u0301n'] },
      { op: 'send', messages: ['ok 👍🏽!'] },
      { op: 'expect', messages: ['!👍🏽 ko'] },
      // The two bytes of é (c3 a9) in two writes.
      { op: 'send', messages: ['née'], cuts: [2] },
      { op: 'expect', messages: ['eén'] },
    ],
    checks: checksFor(sentence),
    questions,
  }),
  ({ sentence }) => ({ reply: reversed(sentence) }),
);
