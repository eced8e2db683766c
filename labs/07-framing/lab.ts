import type { Lab } from '../../src/lab/lab.js';

const LONG = '0123456789'.repeat(30); // 300 bytes: the length needs two of its bytes

export default {
  title: 'Framing',
  summary: 'delimiter against length prefix; cut and glued segments; limits',
  server: { transport: 'tcp', framing: 'length32', handler: 'echo', port: 10101 },
  client: [
    { op: 'send', messages: ['{"text":"hello"}'] },
    { op: 'expect', messages: ['{"text":"hello"}'] },
    // Glued: three frames in one write.
    { op: 'send', messages: ['one', 'two', 'three'] },
    { op: 'expect', messages: ['one', 'two', 'three'] },
    // Cut: twice inside the length, once behind it, once inside the message.
    { op: 'send', messages: ['cut in five pieces'], cuts: [1, 3, 4, 10] },
    { op: 'expect', messages: ['cut in five pieces'] },
    // Both: the second piece holds the end of one frame and the beginning of the next.
    { op: 'send', messages: ['first', 'second'], cuts: [6, 11] },
    { op: 'expect', messages: ['first', 'second'] },
    { op: 'send', messages: ['', LONG] },
    { op: 'expect', messages: ['', LONG] },
  ],
} satisfies Lab;
