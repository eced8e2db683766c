import type { Lab } from '../../src/lab/lab.js';

export default {
  title: 'Two machines',
  summary: 'bind addresses, 127.0.0.1 against 0.0.0.0, names, a host that cannot be reached',
  server: { transport: 'tcp', framing: 'line', handler: 'echo', port: 5000 },
  client: [
    { send: 'Hello from another machine', replies: ['Hello from another machine'] },
    { send: 'grüße, 你好, 👋', replies: ['grüße, 你好, 👋'] },
    { client: 'phone', send: 'Hello from a phone', replies: ['Hello from a phone'] },
  ],
} satisfies Lab;
