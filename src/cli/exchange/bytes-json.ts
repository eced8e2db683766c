import { utf8Length } from '../../core/utf8.js';

/** Bytes in a JSON document: base64, and as text where they are UTF-8. */
export function bytesJson(bytes: Uint8Array): { readonly bytes: string; readonly text?: string } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const isText = utf8Length(bytes) === bytes.length;
  return { bytes: buffer.toString('base64'), ...(isText ? { text: buffer.toString() } : {}) };
}
