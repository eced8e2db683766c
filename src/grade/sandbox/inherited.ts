import { closeSync, readdirSync, readFileSync } from 'node:fs';

const CLOSE_ON_EXEC = 0o2000000;
const STANDARD = 2;

/**
 * Closes the descriptors that would be handed on to programs started from here, and returns their numbers. Node makes its own with close-on-exec; others
 * come from whatever has started the grader, and a student could write to them.
 */
export function closeInherited(): number[] {
  let names: string[];
  try {
    names = readdirSync('/proc/self/fd');
  } catch {
    return []; // not Linux: there is no box either
  }
  return names.map(Number).filter((descriptor) => {
    if (descriptor <= STANDARD || isOwn(descriptor)) return false;
    try {
      closeSync(descriptor);
      return true;
    } catch {
      return false;
    }
  });
}

function isOwn(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    return flags === undefined || (parseInt(flags, 8) & CLOSE_ON_EXEC) !== 0;
  } catch {
    return true; // it was the one that listed the folder
  }
}
