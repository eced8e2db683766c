import type { Lab } from '../../src/lab/lab.js';
import { withVariants } from '../../src/lab/variant.js';
import { checksFor, SILENCE } from './checks.js';
import { questions } from './questions.js';

export default withVariants(
  {
    port: { usual: 5000, from: 20_000, to: 29_999 },
    label: ['Received from server', 'Echo of the server', 'The server says', 'Came back'],
  },
  ({ port, label }): Lab => ({
    title: 'One at a time',
    summary: 'a single-threaded server, the backlog, who waits',
    server: {
      transport: 'tcp',
      framing: 'line',
      handler: 'echo',
      mode: 'iterative',
      port,
      backlog: 5,
      idleTimeout: SILENCE,
    },
    client: [
      { op: 'connect', client: 'first' },
      { op: 'send', client: 'first', messages: ['I am being served'] },
      { op: 'expect', client: 'first', messages: ['I am being served'] },
      // It connects, as the system accepts for the server, and it can send; but nobody reads yet.
      { op: 'connect', client: 'second' },
      { op: 'send', client: 'second', messages: ['and I am waiting'] },
      { op: 'quiet', client: 'second', ms: 200 },
      { op: 'send', client: 'first', messages: ['I am still here'] },
      { op: 'expect', client: 'first', messages: ['I am still here'] },
      { op: 'close', client: 'first' },
      { op: 'expect', client: 'second', messages: ['and I am waiting'] },
    ],
    checks: checksFor(label),
    questions,
  }),
);
