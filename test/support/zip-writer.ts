import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip archive, as it is to be written: everything that an honest packer works out may be given another value. */
export interface ZipEntry {
  readonly name: string | Uint8Array;
  readonly data?: string | Uint8Array;
  /** With the kind of file; 0o100644 by default, and 0o040755 for a name that ends in a slash. */
  readonly mode?: number;
  readonly isStored?: boolean;
  readonly isEncrypted?: boolean;
  readonly method?: number;
  /** What the archive says its size is. */
  readonly saysSize?: number;
  readonly saysCrc?: number;
  readonly saysUtf8?: boolean;
}

/** A zip archive, byte by byte. */
export function zip(entries: readonly ZipEntry[], comment = ''): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, header } = written(entry, offset);
    locals.push(local);
    central.push(header);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(0xffff, entries.length), 8);
  end.writeUInt16LE(Math.min(0xffff, entries.length), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...locals, directory, end, Buffer.from(comment)]);
}

function written(entry: ZipEntry, offset: number): { local: Buffer; header: Buffer } {
  const name = Buffer.from(entry.name as string);
  const data = Buffer.from((entry.data ?? '') as string);
  const method = entry.method ?? (entry.isStored === true || data.length === 0 ? 0 : 8);
  const packed = method === 8 ? deflateRawSync(data) : data;
  const mode = entry.mode ?? (name.at(-1) === 0x2f ? 0o040755 : 0o100644);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE((entry.isEncrypted === true ? 1 : 0) | (entry.saysUtf8 === false ? 0 : 0x800), 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt32LE(entry.saysCrc ?? crc32(data), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(entry.saysSize ?? data.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([signature(0x04034b50), fields, name, packed]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(mode * 0x10000, 6);
  tail.writeUInt32LE(offset, 10);
  // Made on Unix (3): the mode is one.
  return { local, header: Buffer.concat([signature(0x02014b50), Buffer.from([20, 3]), fields, tail, name]) };
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
