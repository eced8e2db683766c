import { Refusal, shownName } from './refusal.js';

const LONGEST_PART = 255; // bytes; what Linux takes
const LONGEST_PATH = 1024;

/**
 * The path inside the submission that an entry's name means: `./a//b/` is `a/b`, and the top folder is the empty text. Throws a
 * Refusal for a name that leads elsewhere, or that shows as something else than it is.
 */
export function entryPath(name: string, deepest: number): string {
  const refuse = (rule: string): never => {
    throw new Refusal(shownName(name), rule);
  };
  if (name === '') refuse('an entry has no name');
  if (/\p{Cc}/u.test(name)) refuse('a control character in the name');
  if (/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/.test(name))
    refuse('an invisible character that changes how the name is shown');
  if (/\p{Cs}/u.test(name)) refuse('a name that is no text');
  if (name.includes('\\')) refuse('a backslash in the name: pack it again, with / between folders');
  if (name.startsWith('/')) refuse('an absolute name');
  if (/^[A-Za-z]:/.test(name)) refuse('a drive letter in the name');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) refuse('".." in the name leads out of the submission');
  if (parts.length > deepest) refuse(`${parts.length} folders deep, limit is ${deepest}`);
  if (parts.some((part) => Buffer.byteLength(part) > LONGEST_PART)) refuse(`a name of more than ${LONGEST_PART} bytes`);
  const path = parts.join('/');
  if (Buffer.byteLength(path) > LONGEST_PATH) refuse(`a path of more than ${LONGEST_PATH} bytes`);
  return path;
}
