import type { Lab } from '../../src/lab/lab.js';
import { checks } from './checks.js';
import { questions } from './questions.js';

export default {
  title: 'Echo',
  summary: 'connect, send, receive, close',
  server: { transport: 'tcp', framing: 'raw', handler: 'echo', port: 65432 },
  client: [{ send: 'Hello from client!', replies: ['Hello from client!'] }],
  checks,
  questions,
} satisfies Lab;
