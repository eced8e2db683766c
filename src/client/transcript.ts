import * as z from 'zod';
import { impairmentEventSchema } from '../impairment/impairment-event-schema.js';
import { hostSchema, portSchema } from '../schema/bounds.js';
import { bytesSchema } from '../schema/payload.js';

/** `send`: from the client to the server. */
const directionSchema = z.enum(['send', 'receive']);

const endpointSchema = z.strictObject({ host: hostSchema, port: portSchema }).readonly();
const at = { t: z.number().min(0).max(1e9), client: z.string().max(1000) };

/** What happened on the connection of one client, `t` milliseconds after the script began. */
export const transcriptEntrySchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('connected'),
      local: endpointSchema,
      peer: endpointSchema,
      datagrams: z.boolean(),
      ...at,
    })
    .readonly(),
  z.strictObject({ type: z.literal('bytes'), dir: directionSchema, bytes: bytesSchema, ...at }).readonly(),
  /** This direction was ended. */
  z.strictObject({ type: z.literal('ended'), dir: directionSchema, ...at }).readonly(),
  /** The connection broke: by the server (`receive`) or by the client (`send`). */
  z.strictObject({ type: z.literal('reset'), dir: directionSchema, ...at }).readonly(),
  /** The network has done something to a datagram, or to the bytes, of this direction. */
  z.strictObject({ type: z.literal('fault'), dir: directionSchema, fault: impairmentEventSchema, ...at }).readonly(),
  /** The client has closed both directions. */
  z.strictObject({ type: z.literal('closed'), ...at }).readonly(),
]);

/** `send`: from the client to the server. */
export type Direction = z.output<typeof directionSchema>;

/** What happened on the connection of one client, `t` milliseconds after the script began. */
export type TranscriptEntry = z.output<typeof transcriptEntrySchema>;

/** Every entry in order. */
export type Transcript = readonly TranscriptEntry[];
