import { crc32 } from 'node:zlib';
import { joinBytes } from '../../core/frame-bytes.js';
import type { SubmittedFile } from '../submission/submitted-file.js';

const VERSION = 20; // 2.0: folders in names
const MADE_BY_UNIX = (3 << 8) | VERSION;
const NAMES_ARE_UTF8 = 0x0800;
const MIDNIGHT = 0;
const FIRST_OF_1980 = (1 << 5) | 1; // the earliest date that a zip can have
const FILE_644 = 0o100644 << 16;

/**
 * A zip archive of these files, in this order. Nothing is compressed and every date is the same, so that the same files are the
 * same bytes, whatever the machine and its library of compression.
 */
export function storeZip(files: readonly SubmittedFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = Buffer.from(path);
    const common = Buffer.alloc(26); // from the version to the length of the extra field: the same in both headers
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(NAMES_ARE_UTF8, 2);
    common.writeUInt16LE(MIDNIGHT, 6);
    common.writeUInt16LE(FIRST_OF_1980, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    parts.push(signature(0x04034b50), common, name, bytes);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(FILE_644 >>> 0, 6);
    place.writeUInt32LE(offset, 10);
    directory.push(signature(0x02014b50), uint16(MADE_BY_UNIX), common, place, name);
    offset += 4 + common.length + name.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return joinBytes([...parts, ...directory, signature(0x06054b50), end]);
}

function signature(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint16(value: number): Uint8Array {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
