import { withVariants } from '../../src/lab/variant.js';
import { checksFor } from './checks.js';
import { questions } from './questions.js';

export default withVariants(
  { port: { usual: 65432, from: 20_000, to: 29_999 } },
  ({ port }) => ({
    title: 'Failures',
    summary: 'wrong port, refused, reset, half-close, timeouts, stopping gracefully, restarting at once',
    server: { transport: 'tcp', framing: 'line', handler: 'echo', port },
    client: [
      // Ends its own direction and still gets what it is owed.
      { op: 'send', client: 'half', messages: ['last words'] },
      { op: 'end', client: 'half' },
      { op: 'expect', client: 'half', messages: ['last words'] },
      { op: 'closed', client: 'half' },
      // Breaks the connection where another would close it.
      { op: 'send', client: 'broken', messages: ['and then'] },
      { op: 'expect', client: 'broken', messages: ['and then'] },
      { op: 'reset', client: 'broken' },
      // Sends, and leaves without reading.
      { op: 'send', client: 'rude', messages: ['who cares'] },
      { op: 'close', client: 'rude' },
      // Comes and goes without a word.
      { op: 'connect', client: 'shy' },
      { op: 'close', client: 'shy' },
      { op: 'send', client: 'witness', messages: ['the server is alive'] },
      { op: 'expect', client: 'witness', messages: ['the server is alive'] },
    ],
    checks: checksFor(port),
    questions,
  }),
  // The wrong port of the sheet is the one behind the right one.
  ({ port }) => ({ wrong: String(port + 1) }),
);
