import { firstDifference, sameBytes } from './first-difference.js';
import { joinBytes } from './frame-bytes.js';
import { byteCount, quoteBytes } from './show-bytes.js';

type Rule = (expected: Uint8Array, actual: Uint8Array) => string | undefined;

const LF = 0x0a;
const CR = 0x0d;
const LARGEST = 1 << 20; // what is longer is not searched for a reason

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Why the bytes may differ, in words, where they differ in a way that is well known. */
export function differenceReason(expected: Uint8Array, actual: Uint8Array): string | undefined {
  if (expected.length === 0 || actual.length === 0 || expected.length + actual.length > LARGEST) return undefined;
  for (const rule of RULES) {
    const reason = rule(expected, actual);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

const repeated: Rule = (expected, actual) => {
  const times = actual.length / expected.length;
  if (!Number.isInteger(times) || times < 2) return undefined;
  for (let at = 0; at < actual.length; at++) if (actual[at] !== expected[at % expected.length]) return undefined;
  return `it came ${times === 2 ? 'twice' : `${String(times)} times`}`;
};

const lineEnds: Rule = (expected, actual) => {
  if (sameBytes(withoutReturns(actual), expected))
    return String.raw`lines end in CR LF (\r\n) where LF (\n) is expected`;
  if (sameBytes(withoutReturns(expected), actual))
    return String.raw`lines end in LF (\n) where CR LF (\r\n) is expected`;
  if (sameBytes(joinBytes([actual, Uint8Array.of(LF)]), expected))
    return String.raw`only the line feed (\n) at the end is missing`;
  if (sameBytes(joinBytes([expected, Uint8Array.of(LF)]), actual))
    return String.raw`a line feed (\n) was added at the end`;
  return undefined;
};

const padding: Rule = (expected, actual) => {
  const extra = actual.subarray(expected.length);
  if (extra.length === 0 || extra.some((byte) => byte !== 0) || firstDifference(expected, actual) !== expected.length)
    return undefined;
  if (extra.length === 1) return 'the zero byte that ends a string in C was sent too';
  return `filled up with ${byteCount(extra.length)} of zero: a whole buffer was sent, not only the message in it`;
};

const letterCase: Rule = (expected, actual) => {
  const wanted = wellFormed(expected)?.toLowerCase();
  return wanted !== undefined && wanted === wellFormed(actual)?.toLowerCase()
    ? 'it is right but for upper and lower case'
    : undefined;
};

const backwards: Rule = (expected, actual) => {
  const wanted = withoutLineEnd(expected);
  const got = withoutLineEnd(actual);
  if (wanted.length < 2) return undefined;
  const swapped = Array.from(decoder.decode(wanted)).reverse().join('');
  if (sameBytes(encoder.encode(swapped), got)) return 'it is what was expected, backwards';
  if (sameBytes(encoder.encode(swapped).reverse(), got))
    return 'the bytes were reversed where the characters should be: a character can have several bytes';
  return undefined;
};

const encoding: Rule = (expected, actual) => {
  const text = wellFormed(expected);
  if (text === undefined) return undefined;
  const got = decoder.decode(actual);
  if (got.normalize('NFC') === text.normalize('NFC'))
    return 'the same text in another Unicode form: characters were composed or decomposed';
  if (sameBytes(encoder.encode(Array.from(expected, (byte) => String.fromCharCode(byte)).join('')), actual)) {
    return 'encoded as UTF-8 twice: the bytes were taken for Latin-1 in between';
  }
  const codes = Array.from(text, (character) => character.codePointAt(0) as number);
  if (codes.every((code) => code < 0x100) && sameBytes(Uint8Array.from(codes), actual))
    return 'sent in Latin-1 where UTF-8 is expected';
  const isReplaced = wellFormed(actual) !== undefined && got.includes('\ufffd') && !text.includes('\ufffd');
  return isReplaced
    ? 'U+FFFD stands for bytes that were no UTF-8 when they were decoded: a character was cut in two, or the encoding was another'
    : undefined;
};

const surrounded: Rule = (expected, actual) => {
  const body = withoutLineEnd(expected);
  const at = body.length === 0 ? -1 : indexOfBytes(actual, body);
  if (at < 0 || firstDifference(expected, actual) === expected.length) return undefined;
  const before = actual.subarray(0, at);
  const after = withoutLineEnd(actual.subarray(at + body.length));
  if (isText(before, "b'", 'b"') && isText(after, "'", '"'))
    return 'this is how Python prints bytes: send the bytes, not str() of them';
  if (isText(before, "'", '"') && isText(after, "'", '"')) return 'quotes were put around it';
  if (before.length === 0 && after.length === 0) return undefined;
  const added = [
    before.length > 0 ? `${quoteBytes(before, 30)} before it` : '',
    after.length > 0 ? `${quoteBytes(after, 30)} after it` : '',
  ];
  return `what was expected is there, with ${added.filter((part) => part !== '').join(' and ')}`;
};

const startMissing: Rule = (expected, actual) => {
  const missing = expected.length - actual.length;
  if (
    missing <= 0 ||
    firstDifference(expected, actual) === actual.length ||
    !sameBytes(expected.subarray(missing), actual)
  )
    return undefined;
  const what = missing === 1 ? 'the first byte is' : `the first ${byteCount(missing)} are`;
  return `${what} missing: ${quoteBytes(expected.subarray(0, missing), 40)}`;
};

const byteOrder: Rule = (expected, actual) => {
  const at = firstDifference(expected, actual);
  for (const size of [2, 4, 8]) {
    for (let start = Math.max(0, at - size + 1); start <= at; start++) {
      const number = Uint8Array.from(expected.subarray(start, start + size)).reverse();
      if (number.length < size || sameBytes(number, expected.subarray(start, start + size))) continue;
      const turned = joinBytes([expected.subarray(0, start), number, expected.subarray(start + size)]);
      const isBinary = number.some((byte) => byte < 0x09);
      if (isBinary && sameBytes(turned, actual))
        return `the ${String(size)} bytes at offset ${String(start)} are in the opposite order: numbers go with the highest byte first (big-endian)`;
    }
  }
  return undefined;
};

const oneByte: Rule = (expected, actual) => {
  const at = firstDifference(expected, actual);
  if (expected.length !== actual.length || expected.length < 3) return undefined;
  return sameBytes(expected.subarray(at + 1), actual.subarray(at + 1)) ? 'all other bytes are right' : undefined;
};

const otherOrder: Rule = (expected, actual) => {
  if (expected.length !== actual.length || expected.length < 3) return undefined;
  return sameBytes(Uint8Array.from(expected).sort(), Uint8Array.from(actual).sort())
    ? 'these are the right bytes in another order'
    : undefined;
};

const RULES: readonly Rule[] = [
  repeated,
  lineEnds,
  padding,
  letterCase,
  backwards,
  encoding,
  surrounded,
  startMissing,
  byteOrder,
  oneByte,
  otherOrder,
];

function withoutReturns(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => byte !== CR || bytes[at + 1] !== LF);
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  let size = bytes.length;
  if (bytes[size - 1] === LF) size--;
  if (size < bytes.length && bytes[size - 1] === CR) size--;
  return bytes.subarray(0, size);
}

function wellFormed(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function isText(bytes: Uint8Array, ...texts: readonly string[]): boolean {
  return texts.some((text) => sameBytes(bytes, encoder.encode(text)));
}

function indexOfBytes(bytes: Uint8Array, part: Uint8Array): number {
  for (
    let at = bytes.indexOf(part[0] as number);
    at >= 0 && at + part.length <= bytes.length;
    at = bytes.indexOf(part[0] as number, at + 1)
  ) {
    if (sameBytes(bytes.subarray(at, at + part.length), part)) return at;
  }
  return -1;
}
