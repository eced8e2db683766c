import type { Lab } from '../../src/lab/lab.js';
import { questions } from './questions.js';

export default {
  title: 'Failures',
  summary: 'wrong port, refused, reset, half-close, timeouts, stopping gracefully, restarting at once',
  server: { transport: 'tcp', framing: 'line', handler: 'echo', port: 65432 },
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
  questions,
} satisfies Lab;
