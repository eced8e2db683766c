import { split } from 'shlex';

/**
 * The words of a command as somebody wrote it. What needs a shell (`cd src && make`, `$HOME`) is given to one, in the sandbox as
 * everything else; the rest is split as one would.
 */
export function shellWords(text: string): { readonly argv: readonly string[] } {
  return { argv: needsShell(text) ? ['/bin/sh', '-c', text] : split(text) };
}

/** True when a command means more than its words. */
export function needsShell(text: string): boolean {
  const bare = text.replace(/'[^']*'/g, '').replaceAll(/\{(?:host|port)\}/g, '');
  return (
    /[;&|<>$`\\*?(){}~\n]/.test(bare) || /^\s*(?:cd|export|set|source|\w+=\S*)\b/.test(bare) || !endsItsQuotes(text)
  );
}

/** A quote that nobody ends is a mistake, and a shell says which. */
function endsItsQuotes(text: string): boolean {
  try {
    split(text);
    return true;
  } catch {
    return false;
  }
}
