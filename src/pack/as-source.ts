/** Something in a lab is code, and cannot be written down as data. */
export class NotDataError extends Error {
  override readonly name = 'NotDataError';
}

const LONG = 200; // from here on repetition is worth looking for

/** The value as JavaScript, which has bytes where JSON has none. Throws a NotDataError that says where code stands. */
export function asSource(value: unknown, place = ''): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || value === undefined)
    return String(value);
  if (typeof value === 'string') return stringSource(value);
  if (value instanceof Uint8Array) return bytesSource(value);
  if (Array.isArray(value)) return `[${value.map((item, index) => asSource(item, `${place}[${index}]`)).join(', ')}]`;
  if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null))
    throw new NotDataError(`${place} is ${typeof value === 'function' ? 'a function' : 'no plain data'}`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${asSource(member, `${place}.${name}`)}`).join(', ')} }`;
}

function stringSource(text: string): string {
  const [first = ''] = text;
  return text.length > LONG && text === first.repeat(text.length / first.length)
    ? `${JSON.stringify(first)}.repeat(${text.length / first.length})`
    : JSON.stringify(text);
}

function bytesSource(bytes: Uint8Array): string {
  const [first = 0] = bytes;
  if (bytes.length > LONG && bytes.every((byte) => byte === first))
    return `new Uint8Array(${bytes.length}).fill(${first})`;
  return `Uint8Array.from(Buffer.from('${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')}', 'base64'))`;
}
