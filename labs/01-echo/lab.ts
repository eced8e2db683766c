import type { Lab } from '../../src/lab/lab.js';

export default {
  title: 'Echo',
  summary: 'connect, send, receive, close',
  server: { transport: 'tcp', framing: 'raw', handler: 'echo', port: 65432 },
  client: [{ send: 'Hello from client!', replies: ['Hello from client!'] }],
} satisfies Lab;
