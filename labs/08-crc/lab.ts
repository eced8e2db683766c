import { withVariants } from '../../src/lab/variant.js';
import { checksFor } from './checks.js';
import { codeword, flipped, missedDistance } from './division.js';
import { questions } from './questions.js';

const USUAL = '1001';
const NUMBERS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'];

export default withVariants(
  { port: { usual: 12345, from: 20_000, to: 29_999 }, key: [USUAL, '1011', '1101', '1111'] },
  ({ port, key }) => {
    const right = codeword('EVN', key);
    const twoWrong = flipped(right, 2, 2 + missedDistance(key)); // the key divides this error
    return {
      title: 'CRC',
      summary: 'mod-2 division with key 1001, then catalogue CRCs; which errors a CRC finds',
      server: { transport: 'tcp', framing: 'line', handler: key === USUAL ? 'crc' : `crc:${key}`, port },
      client: [
        { client: 'right', send: right, replies: [`THANK you Data ->${right} Received No error FOUND`], closes: true },
        { client: 'one bit wrong', send: flipped(right, 2), replies: ['Error in data'], closes: true },
        {
          client: 'two bits wrong',
          send: twoWrong,
          replies: [`THANK you Data ->${twoWrong} Received No error FOUND`],
          closes: true,
        },
      ],
      checks: checksFor(key),
      questions,
    };
  },
  ({ key }) => {
    const right = codeword('EVN', key);
    const distance = missedDistance(key);
    const distances = Array.from(
      { length: Math.floor((right.length - 1) / distance) },
      (_, index) => (index + 1) * distance,
    );
    return {
      remainder: right.slice(1 - key.length),
      codeword: right,
      wrong: flipped(right, right.length - 1),
      distance: `${NUMBERS[distance] ?? ''} places apart`,
      missed: `276, ${distances.reduce((sum, each) => sum + right.length - each, 0)}`,
      distances: distances.join(', '),
    };
  },
);
