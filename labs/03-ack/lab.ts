import { withVariants } from '../../src/lab/variant.js';
import { checksFor } from './checks.js';
import { questions } from './questions.js';

const USUAL = 'Message received';

export default withVariants(
  {
    port: { usual: 5000, from: 20_000, to: 29_999 },
    acknowledgement: [USUAL, 'I have it', 'Line stored', 'Got your message', 'It is here'],
  },
  ({ port, acknowledgement: reply }) => ({
    title: 'Acknowledgement',
    summary: 'acknowledge each message; a prompt client; exit',
    server: { transport: 'tcp', framing: 'line', handler: reply === USUAL ? 'ack' : `ack:${reply}`, port },
    client: [
      { send: 'Hello', replies: [reply] },
      { send: 'Is anybody there?', replies: [reply] },
      { send: 'do not exit', replies: [reply] },
      { send: 'exit', replies: [reply], closes: true },
      { client: 'second', send: 'EXIT', replies: [reply], closes: true },
    ],
    checks: checksFor(reply),
    questions,
  }),
);
