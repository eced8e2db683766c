import { withVariants } from '../../src/lab/variant.js';
import { checks } from './checks.js';
import { questions } from './questions.js';

export default withVariants(
  { port: { usual: 65432, from: 20_000, to: 29_999 } },
  ({ port }) => ({
    title: 'Echo',
    summary: 'connect, send, receive, close',
    server: { transport: 'tcp', framing: 'raw', handler: 'echo', port },
    client: [{ send: 'Hello from client!', replies: ['Hello from client!'] }],
    checks,
    questions,
  }),
  ({ port }) => ({ another: String(port + 1) }),
);
