import { ParameterError } from '../../core/parameter-error.js';
import type { Checker, CheckerVerdict } from './checker.js';

const DATA = '100010110101101001110'; // EVN, each letter in as many bits as it needs
const ZERO = 0x30;

/**
 * Messages are codewords, text of 0 and 1; they are right when the key divides them. The replies are those of the program
 * that many courses use, which also closes after one codeword. Throws a ParameterError for a key that is none.
 */
export function divisionChecker(key: string): Checker {
  const failure = keyProblem(key);
  if (failure !== undefined) throw new ParameterError(failure);
  const right = codeword(DATA, key);
  const wrong = `${right.slice(0, -1)}${right.endsWith('1') ? '0' : '1'}`;
  return {
    examples: [
      { client: 'careful', send: right, replies: [thanks(right)], closes: true },
      { client: 'noisy', send: 'EVN', replies: ['error: "E" at offset 0 is not 0 or 1'] },
      { client: 'noisy', send: wrong, replies: ['Error in data'], closes: true },
    ],
    check: (message) => check(message, key),
  };
}

function check(message: Uint8Array, key: string): CheckerVerdict {
  if (message.length === 0) return { reply: 'error: no bits: send the data and its remainder as 0 and 1' };
  const at = message.findIndex((byte) => byte !== ZERO && byte !== ZERO + 1);
  if (at >= 0) return { reply: `error: ${shown(message[at] as number)} at offset ${at} is not 0 or 1` };
  const bits = new TextDecoder().decode(message);
  return { reply: remainder(bits, key).includes('1') ? 'Error in data' : thanks(bits), closes: true };
}

function thanks(bits: string): string {
  return `THANK you Data ->${bits} Received No error FOUND`;
}

function shown(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte ${byte.toString(16).padStart(2, '0')}`;
}

const LONGEST = 33; // bits of a key whose remainder fits a 32-bit number

/** Why `key` is no key for a division modulo 2, or `undefined` when it is one. */
export function keyProblem(key: string): string | undefined {
  if (!/^[01]+$/.test(key)) return `key ${key} is not binary: write it with 0 and 1, as in 1001`;
  if (key.length < 2 || key.length > LONGEST) return `key of ${key.length} bits, it has to be 2 to ${LONGEST}`;
  if (!key.startsWith('1')) return `key ${key} begins with 0: its first bit has to be 1`;
  return undefined;
}

/** The remainder of `bits` divided by `key` modulo 2, both text of 0 and 1: one bit shorter than the key. */
export function remainder(bits: string, key: string): string {
  const width = key.length - 1;
  const mask = width === 32 ? -1 : (1 << width) - 1;
  const poly = parseInt(key, 2) & mask;
  let register = 0;
  for (let i = 0; i < bits.length; i++) {
    const subtract = ((register >>> (width - 1)) & 1) === 1;
    register = ((register << 1) & mask) | (bits.charCodeAt(i) & 1);
    if (subtract) register ^= poly;
  }
  return (register >>> 0).toString(2).padStart(width, '0');
}

/** What a sender sends for the data `bits`: the data, and behind it the remainder that makes the whole divisible by `key`. */
export function codeword(bits: string, key: string): string {
  return bits + remainder(bits + '0'.repeat(key.length - 1), key);
}
