/** The offset of the first byte that differs, or the length of the shorter one; -1 when they are the same. */
export function firstDifference(expected: Uint8Array, actual: Uint8Array): number {
  const shared = Math.min(expected.length, actual.length);
  for (let at = 0; at < shared; at++) if (expected[at] !== actual[at]) return at;
  return expected.length === actual.length ? -1 : shared;
}

/** True when both hold the same bytes. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return firstDifference(one, other) < 0;
}
