import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'open',
    why: 'A machine that is there refuses at once; silence can only be waited for.',
    rubric: [
      { points: 1, text: 'the answer to the SYN is a segment with RST, from the kernel of the server\'s machine and not from any program' },
      { points: 1, text: 'connect fails at once: connection refused, ECONNREFUSED, ConnectionRefusedError' },
      { points: 1, text: 'behind a firewall that drops packets nothing comes back: the SYN is repeated, and connect fails only after a long time (ETIMEDOUT), unless the program sets a timeout of its own' },
    ],
    example:
      'The client sends SYN to a port on which nobody listens. The kernel of the server\'s machine answers with RST; no program is involved. connect fails at once with "connection refused" (ECONNREFUSED). If a firewall drops the packets, there is no answer at all: the client\'s kernel repeats the SYN for a minute or two, and then connect fails with a timeout.',
  },
} satisfies Key;
