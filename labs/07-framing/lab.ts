import { withVariants } from '../../src/lab/variant.js';
import { checksFor } from './checks.js';
import { questions } from './questions.js';

const LONG = '0123456789'.repeat(30); // 300 bytes: the length needs two of its bytes

export default withVariants(
  {
    port: { usual: 10101, from: 20_000, to: 29_999 },
    /** What a client prints before each echo. */
    label: ['Came back', 'Once more', 'Returned', 'The echo is'],
  },
  ({ port, label }) => ({
    title: 'Framing',
    summary: 'delimiter against length prefix; cut and glued segments; limits',
    server: { transport: 'tcp', framing: 'length32', handler: 'echo', port },
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
    checks: checksFor(label),
    questions,
  }),
);
