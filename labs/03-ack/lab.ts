import type { Lab } from '../../src/lab/lab.js';
import { checks } from './checks.js';
import { questions } from './questions.js';

export default {
  title: 'Acknowledgement',
  summary: 'acknowledge each message; a prompt client; exit',
  server: { transport: 'tcp', framing: 'line', handler: 'ack', port: 5000 },
  client: [
    { send: 'Hello', replies: ['Message received'] },
    { send: 'Is anybody there?', replies: ['Message received'] },
    { send: 'do not exit', replies: ['Message received'] },
    { send: 'exit', replies: ['Message received'], closes: true },
    { client: 'second', send: 'EXIT', replies: ['Message received'], closes: true },
  ],
  checks,
  questions,
} satisfies Lab;
