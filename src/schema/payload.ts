import * as z from 'zod';
import type { Payload } from '../core/exchange.js';

/** Bytes: in JSON `{"base64": "…"}`. */
export const bytesSchema = z.codec(
  z.strictObject({ base64: z.base64() }),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  {
    decode: ({ base64 }) => z.util.base64ToUint8Array(base64),
    encode: (bytes) => ({ base64: z.util.uint8ArrayToBase64(bytes) }),
  },
);

/** A payload: text stays text in JSON. */
export const payloadSchema = z.union([z.string(), bytesSchema], 'has to be a text or a Uint8Array');
payloadSchema satisfies z.ZodType<Payload>;

export const messagesSchema = z.array(payloadSchema, 'has to be a list of messages').max(100_000).readonly();
