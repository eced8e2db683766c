import { z } from 'zod';

/** Bytes in JSON. */
export const bytes = z
  .strictObject({ base64: z.base64() })
  .transform(({ base64 }): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64')));

/** A payload in JSON: text stays text. */
export const payload = z.union([z.string(), bytes]);

/** Bytes as JSON can hold them. */
export function fromBytes(value: Uint8Array): { readonly base64: string } {
  return { base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
}
