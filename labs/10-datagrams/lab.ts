import type { Lab } from '../../src/lab/lab.js';
import { withVariants } from '../../src/lab/variant.js';
import { checksFor } from './checks.js';
import { questions } from './questions.js';

export default withVariants(
  // Words as long as the usual one: the sheet counts their bytes.
  { port: { usual: 12000, from: 20_000, to: 29_999 }, word: ['ping', 'beat', 'tick', 'blip'] },
  ({ port, word }): Lab => ({
    title: 'Datagrams',
    summary: 'TCP against UDP; a pinger with loss, timeouts, round-trip times',
    server: { transport: 'udp', framing: 'datagram', handler: 'echo', port },
    client: [
      { send: `${word} 1`, replies: [`${word} 1`] },
      { send: `${word} 2`, replies: [`${word} 2`] },
      { send: `${word} 3`, replies: [`${word} 3`] },
      { send: '', replies: [''] },
      // The most that fits into one Ethernet frame: 1500 bytes less 20 for IPv4 and 8 for UDP.
      { send: 'x'.repeat(1472), replies: ['x'.repeat(1472)] },
    ],
    checks: checksFor(word),
    questions,
  }),
);
