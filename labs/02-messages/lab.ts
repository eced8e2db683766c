import type { Lab } from '../../src/lab/lab.js';
import { questions } from './questions.js';

export default {
  title: 'Several messages',
  summary: 'several messages on one connection; a stream has no messages',
  server: { transport: 'tcp', framing: 'raw', handler: 'echo', port: 65432 },
  client: [
    { op: 'send', messages: ['Hello'] },
    { op: 'expect', messages: ['Hello'] },
    { op: 'send', messages: ['How are you?'] },
    { op: 'expect', messages: ['How are you?'] },
    { op: 'send', messages: ['Goodbye'] },
    { op: 'expect', messages: ['Goodbye'] },
    // The same three in one write: raw, the server takes them for one message of 24 bytes.
    { op: 'send', messages: ['Hello', 'How are you?', 'Goodbye'] },
    { op: 'expect', messages: ['Hello', 'How are you?', 'Goodbye'] },
  ],
  questions,
} satisfies Lab;
