/** `1st`, `2nd`, `13th`. */
export function ordinal(number: number): string {
  const isTeen = Math.floor(number / 10) % 10 === 1;
  return `${String(number)}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][number % 10]) ?? 'th'}`;
}

/** `the 1st, the 3rd and the 4th`, and of very many the first ones: `the 1st, … and 12 more`. */
export function ordinals(numbers: readonly number[]): string {
  const shown = numbers.slice(0, MOST_LISTED).map((number) => `the ${ordinal(number)}`);
  const more = numbers.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${String(more)} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

const MOST_LISTED = 8;
