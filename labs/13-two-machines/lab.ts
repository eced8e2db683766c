import { withVariants } from '../../src/lab/variant.js';
import { checksFor } from './checks.js';
import { questions } from './questions.js';

export default withVariants({ port: { usual: 5000, from: 20_000, to: 29_999 } }, ({ port }) => ({
  title: 'Two machines',
  summary: 'bind addresses, 127.0.0.1 against 0.0.0.0, names, a host that cannot be reached',
  server: { transport: 'tcp', framing: 'line', handler: 'echo', port },
  hosts: 2,
  client: [
    { send: 'Hello from another machine', replies: ['Hello from another machine'] },
    { send: 'grüße, 你好, 👋', replies: ['grüße, 你好, 👋'] },
    { client: 'phone', send: 'Hello from a phone', replies: ['Hello from a phone'] },
  ],
  checks: checksFor(port),
  questions,
}));
