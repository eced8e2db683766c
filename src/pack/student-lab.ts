import { defined } from '../core/defined.js';
import type { Check } from '../lab/check.js';
import type { NumberedLab } from '../lab/numbered-lab.js';

/** A lab as students get it: a module of data, without the checks that they are not to see. */
export interface StudentLab {
  readonly source: string;
  /** How many checks of each kind do not go along. */
  readonly hidden: number;
  readonly code: number;
}

/** The module of a lab for students. Hidden checks stay behind, and so do those that are played by code. */
export function studentLab({ title, summary, server, client, checks, questions }: NumberedLab): StudentLab {
  const all = [...(checks?.server ?? []), ...(checks?.client ?? [])];
  const visible = all.filter(({ hidden }) => hidden !== true);
  const kept = new Set(visible.filter(isData));
  const among = (list: readonly Check[] | undefined): readonly Check[] | undefined => {
    const going = list?.filter((check) => kept.has(check));
    return going?.map(({ needs, ...check }) => ({
      ...check,
      ...defined({
        needs: needs === undefined ? undefined : needs.filter((id) => going.some((other) => other.id === id)),
      }),
    }));
  };
  const lab = {
    title,
    summary,
    server,
    client,
    ...defined({
      checks: checks === undefined ? undefined : { server: among(checks.server), client: among(checks.client) },
    }),
    questions,
  };
  return {
    source: `export default ${asSource(lab, 'lab')};\n`,
    hidden: all.length - visible.length,
    code: visible.length - kept.size,
  };
}

function isData(check: Check): boolean {
  try {
    asSource(check);
    return true;
  } catch (error) {
    if (error instanceof NotDataError) return false;
    throw error;
  }
}

/** Something in a lab is code, and cannot be written down as data. */
class NotDataError extends Error {
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
