import type { CrcAlgorithm } from './algorithm.js';
import type { Checker, CheckerVerdict } from './checker.js';
import { crc } from './crc.js';

const SPACE = 0x20;

/** Messages are data, a space, and the data's checksum in hexadecimal, highest digit first: `123456789 cbf43926`. */
export function checksumChecker(algorithm: CrcAlgorithm): Checker {
  const digits = Math.ceil(algorithm.width / 4);
  const hex = (checksum: bigint): string => checksum.toString(16).padStart(digits, '0');
  const advice = `send the data, a space and ${digits} hexadecimal digits`;

  const check = (message: Uint8Array): CheckerVerdict => {
    const space = message.lastIndexOf(SPACE); // the data may have spaces of its own
    const tail = new TextDecoder('latin1').decode(message.subarray(space + 1));
    if (space < 0 || !/^[0-9a-f]+$/i.test(tail)) return { reply: `error: no checksum: ${advice}` };
    if (tail.length !== digits) return { reply: `error: checksum of ${tail.length} digits: ${advice}` };
    const computed = hex(crc(algorithm, message.subarray(0, space)));
    const received = tail.toLowerCase();
    return { reply: `${computed === received ? 'ok' : 'bad'}: computed ${computed}, received ${received}` };
  };

  const right = hex(algorithm.check);
  const wrong = hex(algorithm.check ^ 1n);
  return {
    examples: [
      { send: `123456789 ${right}`, replies: [`ok: computed ${right}, received ${right}`] },
      { send: `123456789 ${wrong}`, replies: [`bad: computed ${right}, received ${wrong}`] },
      { send: '123456789', replies: [`error: no checksum: ${advice}`] },
    ],
    check,
  };
}
