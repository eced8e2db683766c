import { joinBytes } from '../core/frame-bytes.js';

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const LINKTYPE_RAW = 101; // packets begin with their IP header

const encoder = new TextEncoder();

/** The start of a pcapng file (draft-ietf-opsawg-pcapng): one section with one interface. */
export function pcapngHeader(): Uint8Array {
  const section = new DataView(new ArrayBuffer(16));
  section.setUint32(0, BYTE_ORDER_MAGIC, true);
  section.setUint16(4, 1, true); // version 1.0
  section.setBigInt64(8, -1n, true); // the section's length is not known
  const link = new DataView(new ArrayBuffer(8));
  link.setUint16(0, LINKTYPE_RAW, true);
  return joinBytes([
    block(SECTION_HEADER, bytesOf(section), options([4, 'wirelab'])), // the application
    block(INTERFACE_DESCRIPTION, bytesOf(link), options([2, 'wirelab'])), // the interface's name
  ]);
}

/** One packet, captured at `time`, in milliseconds since 1970. */
export function pcapngPacket(time: number, packet: Uint8Array, comment?: string): Uint8Array {
  const microseconds = Math.round(time * 1000);
  const header = new DataView(new ArrayBuffer(20));
  header.setUint32(4, Math.floor(microseconds / 2 ** 32), true);
  header.setUint32(8, microseconds % 2 ** 32, true);
  header.setUint32(12, packet.length, true);
  header.setUint32(16, packet.length, true);
  return block(
    ENHANCED_PACKET,
    bytesOf(header),
    padded(packet),
    comment === undefined ? new Uint8Array(0) : options([1, comment]),
  );
}

/** A block has its length at both ends, so that a file can be read backwards. */
function block(type: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(parts);
  const size = 12 + body.length;
  const head = new DataView(new ArrayBuffer(8));
  head.setUint32(0, type, true);
  head.setUint32(4, size, true);
  const tail = new DataView(new ArrayBuffer(4));
  tail.setUint32(0, size, true);
  return joinBytes([bytesOf(head), body, bytesOf(tail)]);
}

function options(...list: readonly (readonly [code: number, text: string])[]): Uint8Array {
  return joinBytes([
    ...list.flatMap(([code, text]) => {
      const value = encoder.encode(text);
      const head = new DataView(new ArrayBuffer(4));
      head.setUint16(0, code, true);
      head.setUint16(2, value.length, true);
      return [bytesOf(head), padded(value)];
    }),
    new Uint8Array(4),
  ]); // the end of the options
}

function padded(bytes: Uint8Array): Uint8Array {
  return joinBytes([bytes, new Uint8Array(-bytes.length & 3)]);
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer);
}
