/**
 * The words of a command as somebody wrote it. What needs a shell (`cd src && make`, `$HOME`) is given to one, in the sandbox as
 * everything else; the rest is split at spaces outside of quotes.
 */
export function shellWords(text: string): { readonly argv: readonly string[] } {
  if (needsShell(text)) return { argv: ['/bin/sh', '-c', text] };
  const words = Array.from(text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g), ([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
  return { argv: words };
}

/** True when a command means more than its words. */
export function needsShell(text: string): boolean {
  const bare = text.replace(/'[^']*'/g, '').replaceAll(/\{(?:host|port)\}/g, '');
  const quotes = text.replace(/[^"']/g, '').length % 2;
  return quotes === 1 || /[;&|<>$`\\*?(){}~\n]/.test(bare) || /^\s*(?:cd|export|set|source|\w+=\S*)\b/.test(bare);
}
