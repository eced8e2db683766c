import type { Lab } from '../../src/lab/lab.js';
import { checks } from './checks.js';

export default {
  title: 'Reverse',
  summary: 'transform; text is not bytes: code points, graphemes, UTF-8 cut in two',
  server: { transport: 'tcp', framing: 'line', handler: 'reverse', port: 12345 },
  client: [
    { op: 'send', messages: ['shaurya says geeksforgeeks'] },
    { op: 'expect', messages: ['skeegrofskeeg syas ayruahs'] },
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
  checks,
} satisfies Lab;
