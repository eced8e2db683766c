import type { Lab } from '../../src/lab/lab.js';
import { checks } from './checks.js';

// EVN, seven bits to a letter, and the remainder 111 of its division by 1001.
const CODEWORD = '100010110101101001110111';
const ONE_BIT_WRONG = '101010110101101001110111';
const TWO_BITS_WRONG = '101011110101101001110111'; // three places apart: 1001 divides the error

export default {
  title: 'CRC',
  summary: 'mod-2 division with key 1001, then catalogue CRCs; which errors a CRC finds',
  server: { transport: 'tcp', framing: 'line', handler: 'crc', port: 12345 },
  client: [
    { client: 'right', send: CODEWORD, replies: [`THANK you Data ->${CODEWORD} Received No error FOUND`], closes: true },
    { client: 'one bit wrong', send: ONE_BIT_WRONG, replies: ['Error in data'], closes: true },
    { client: 'two bits wrong', send: TWO_BITS_WRONG, replies: [`THANK you Data ->${TWO_BITS_WRONG} Received No error FOUND`], closes: true },
  ],
  checks,
} satisfies Lab;
