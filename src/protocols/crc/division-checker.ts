import { ParameterError } from '../../core/parameter-error.js';
import type { Checker, Verdict } from './checker.js';
import { codeword, keyProblem, remainder } from './division.js';

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

function check(message: Uint8Array, key: string): Verdict {
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
