/** The candidate that `word` was probably meant to be, or `undefined` when none is close. Case and punctuation do not count. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return nearestFew(word, candidates, 1)[0];
}

/** The candidates that `word` may have been meant to be, the closest first: at most `count`. */
export function nearestFew(word: string, candidates: Iterable<string>, count: number): readonly string[] {
  const wanted = folded(word);
  const close: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    const other = folded(candidate);
    // A beginning is as close as one wrong letter: `rev` means `reverse`, though four letters are missing.
    const distance =
      wanted.length > 1 && other.startsWith(wanted) ? Number(other !== wanted) : editDistance(wanted, other);
    if (distance <= Math.max(1, Math.floor(Math.max(wanted.length, other.length) / 3)) && distance < wanted.length)
      close.push({ candidate, distance });
  }
  return close
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** The sentence for a name that does not exist: `no handler ehco; did you mean echo? known: ack, echo`. */
export function unknownName(what: string, word: string, known: Iterable<string>): string {
  const names = [...known];
  const meant = nearest(word, names);
  return `no ${word === '' ? what : `${what} ${word}`}; ${meant === undefined ? '' : `did you mean ${meant}? `}known: ${names.join(', ')}`;
}

// Words of people are short; more than this is no slip of the finger, and would cost its square.
const LONGEST = 64;

function folded(word: string): string {
  return word
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Letters to insert, drop, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + Number(!same));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] as number) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] as number;
}
