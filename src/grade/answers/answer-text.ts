import { utf8Length } from '../../core/utf8.js';

/** What a file of answers may have, in bytes. */
export const LARGEST_ANSWERS = 256 * 1024;

/** A file that holds no answers that can be read. The message is one line, for the student. */
export class AnswersError extends Error {
  override readonly name = 'AnswersError';
}

/** The text of a file of answers, with line feeds alone. Throws an AnswersError. */
export function answerText(bytes: Uint8Array, file: string): string {
  if (bytes.length > LARGEST_ANSWERS)
    throw new AnswersError(
      `${file} has ${bytes.length} bytes, limit is ${LARGEST_ANSWERS}: hand in text without pictures`,
    );
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || isHalfZeros(bytes);
  if (isUtf16)
    throw new AnswersError(`${file} is UTF-16: save it as UTF-8 ("Encoding" in the editor's dialogue to save)`);
  const valid = utf8Length(bytes);
  if (valid < bytes.length)
    throw new AnswersError(
      `${file} is no UTF-8 text: byte ${valid + 1} of ${bytes.length} belongs to no character; save it as UTF-8 in a text editor`,
    );
  if (bytes.includes(0)) throw new AnswersError(`${file} is no text: it holds the byte 0; save it as plain UTF-8 text`);
  return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
}

/** UTF-16 without its mark: every other byte of Western text is 0. */
function isHalfZeros(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 512);
  const zeros = start.filter((byte) => byte === 0).length;
  return start.length >= 4 && zeros * 3 >= start.length;
}
