/**
 * How many bytes at the start of `bytes` are well-formed UTF-8: all of them, or the offset of the first character that is
 * broken or unfinished. The ranges are those of The Unicode Standard, table 3-7.
 */
export function utf8Length(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const size = characterSize(bytes, at);
    if (size === 0) return at;
    at += size;
  }
  return at;
}

function characterSize(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (!maySecond(lead, bytes[at + 1] ?? 0)) return 0;
  let size = 2;
  if (lead >= 0xe0) size = lead < 0xf0 ? 3 : 4;
  for (let i = 2; i < size; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}

/** What follows the first byte leaves out longer forms of shorter characters, surrogates, and what is beyond U+10FFFF. */
function maySecond(lead: number, second: number): boolean {
  if (second < 0x80 || second > 0xbf) return false;
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second <= 0x9f;
  if (lead === 0xf0) return second >= 0x90;
  return lead !== 0xf4 || second <= 0x8f;
}
