import type { Lab } from '../../src/lab/lab.js';
import { withVariants } from '../../src/lab/variant.js';
import { checksFor } from './checks.js';
import { questions } from './questions.js';

// Each a byte that can be typed and that no message of this lab has.
const ENDS: Readonly<Record<string, string>> = {
  'line feed': '\n',
  semicolon: ';',
  'vertical bar': '|',
  slash: '/',
  tilde: '~',
};

export default withVariants(
  {
    port: { usual: 65432, from: 20_000, to: 29_999 },
    goodbye: ['Goodbye', 'Farewell', 'See you later', 'So long', 'Until tomorrow'],
    terminator: ['line feed', 'semicolon', 'vertical bar', 'slash', 'tilde'],
  },
  ({ port, goodbye, terminator }): Lab => ({
    title: 'Many at once',
    summary: 'threads or an event loop; one silent client must not block another',
    server: { transport: 'tcp', framing: framingOf(terminator), handler: 'echo', port },
    client: [
      // It connects first and says nothing: a server that serves it first would now serve nobody.
      { op: 'connect', client: 'silent' },
      { op: 'connect', client: 'ann' },
      { op: 'connect', client: 'bob' },
      { op: 'send', client: 'bob', messages: ['Hello'] },
      { op: 'expect', client: 'bob', messages: ['Hello'] },
      { op: 'send', client: 'ann', messages: ['Hello'] },
      { op: 'expect', client: 'ann', messages: ['Hello'] },
      // Both are on their way before either reply is read.
      { op: 'send', client: 'ann', messages: ['How are you?'] },
      { op: 'send', client: 'bob', messages: [goodbye] },
      { op: 'expect', client: 'bob', messages: [goodbye] },
      { op: 'expect', client: 'ann', messages: ['How are you?'] },
      { op: 'close', client: 'bob' },
      { op: 'send', client: 'silent', messages: ['I was here all the time'] },
      { op: 'expect', client: 'silent', messages: ['I was here all the time'] },
    ],
    checks: checksFor(goodbye, endOf(terminator)),
    questions,
  }),
  ({ terminator }) => {
    const quoted = `'${endOf(terminator).replace('\n', '\\n')}'`;
    return {
      'terminator in code': quoted,
      'terminator in Python': `b${quoted}`,
      framing: `framing ${framingOf(terminator)}`,
      'how to type':
        terminator === 'line feed'
          ? 'Enter sends a line, and ends a message'
          : `Enter sends a line, and a ${terminator} ends a message`,
    };
  },
);

function endOf(terminator: string): string {
  return ENDS[terminator] as string;
}

function framingOf(terminator: string): string {
  return terminator === 'line feed' ? 'line' : `delimited:${endOf(terminator)}`;
}
