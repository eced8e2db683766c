import { UsageError } from '../errors/usage-error.js';

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const LONGEST = 40; // a title is made of it, and a file

/** Refuses a name that a file, a class and a word of the command line cannot all be made of. Throws a UsageError with a better one. */
export function requireName(what: string, name: string): void {
  if (NAME.test(name) && name.length <= LONGEST) return;
  const better = betterName(name);
  throw new UsageError(
    `${JSON.stringify(name)} cannot name a ${what}: a name has small letters, digits and single hyphens between them, begins with a letter and has ` +
      `at most ${LONGEST} characters; try wirelab new ${what} ${better === '' ? `my-${what}` : better}`,
  );
}

function betterName(name: string): string {
  const base = name.replace(/^.*[/\\]/s, '').replace(/\.[mc]?[jt]s$/i, '');
  return base
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
}

/** The name as that of a class: `guess-number` is `GuessNumber`. `taken` are names that the file has already. */
export function className(name: string, taken: readonly string[]): string {
  const pascal = name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  return taken.includes(pascal) || pascal in globalThis ? `My${pascal}` : pascal;
}
