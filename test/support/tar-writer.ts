/** One entry of a tar archive, as it is to be written. */
export interface TarEntry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  /** `0` a file, `1` a hard link, `2` a symbolic link, `3` and `4` devices, `5` a folder, `6` a pipe, `x` more about the next one. */
  readonly type?: string;
  readonly link?: string;
  readonly mode?: number;
  readonly saysSize?: number;
}

const BLOCK = 512;

/** A tar archive, byte by byte. */
export function tar(entries: readonly TarEntry[]): Uint8Array {
  return Buffer.concat([...entries.flatMap(written), Buffer.alloc(2 * BLOCK)]);
}

/** The entry before another one that gives it a name of any length, with any sign in it. */
export function longName(name: string): TarEntry {
  const text = ` path=${name}\n`;
  let length = Buffer.byteLength(text) + 1;
  while (String(length).length + Buffer.byteLength(text) !== length) length++;
  return { name: 'pax', type: 'x', data: `${length}${text}` };
}

function written({
  name,
  data = '',
  type = name.endsWith('/') ? '5' : '0',
  link = '',
  mode = 0o644,
  saysSize,
}: TarEntry): Buffer[] {
  const bytes = Buffer.from(data as string);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100);
  header.write(octal(mode, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(saysSize ?? bytes.length, 11), 124);
  header.write(octal(0, 11), 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write(link, 157, 100);
  header.write('ustar\x0000', 257, 'latin1');
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
    'latin1',
  );
  return [header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
