import type { Lab } from '../../src/lab/lab.js';

export default {
  title: 'One at a time',
  summary: 'a single-threaded server, the backlog, who waits',
  server: { transport: 'tcp', framing: 'line', handler: 'echo', mode: 'iterative', port: 5000, backlog: 5 },
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
} satisfies Lab;
