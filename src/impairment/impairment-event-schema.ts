import * as z from 'zod';
import { countSchema } from '../schema/bounds.js';
import { bytesSchema } from '../schema/payload.js';
import { endSchema } from './impairment-schema.js';

const datagram = { to: endSchema, number: countSchema, bytes: bytesSchema };
const ms = z.number().min(0).max(1e6);

/** What was done to a datagram. `number` counts what went to that end, from 1. */
export const datagramEventSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.enum(['dropped', 'doubled']), ...datagram }).readonly(),
  z.strictObject({ what: z.literal('overtaken'), by: countSchema, ...datagram }).readonly(),
  z.strictObject({ what: z.literal('late'), ms, ...datagram }).readonly(),
]);

/** What was done to the bytes that a connection brings to that end, `after` so many of them. */
export const streamEventSchema = z.discriminatedUnion('what', [
  z
    .strictObject({
      what: z.literal('cut'),
      after: z
        .array(countSchema)
        .max(4 * 1024 * 1024)
        .readonly(),
      to: endSchema,
    })
    .readonly(),
  z.strictObject({ what: z.enum(['glued', 'delayed']), ms, to: endSchema }).readonly(),
  z.strictObject({ what: z.enum(['half-closed', 'broken', 'stopped']), after: countSchema, to: endSchema }).readonly(),
]);

/** Something that a faulty network has done. */
export const impairmentEventSchema = z.discriminatedUnion('what', [datagramEventSchema, streamEventSchema]);
