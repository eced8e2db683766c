import * as z from 'zod';
import { waitSchema } from '../schema/bounds.js';
import { messagesSchema, payloadSchema } from '../schema/payload.js';

const count = z
  .int()
  .min(0)
  .max(2 ** 32);

/** What steps are made of: schemas whose values live in memory, and in JSON where that can hold them. */
export const stepParts = {
  /** One message or more, each put into a frame by the framing in use. */
  messages: messagesSchema,
  /** Bytes of the wire. */
  bytes: payloadSchema,
  /** Offsets at which bytes are cut. */
  offsets: z.array(count.describe('a byte offset'), 'has to be a list of byte offsets').max(100_000).readonly(),
  /** Milliseconds. */
  wait: waitSchema.int('has to be a time in milliseconds').describe('a time in milliseconds, such as 200'),
  /** Any whole number from 0. */
  count: count.describe('a number'),
  flag: z.boolean('has to be true or false'),
  text: z.string('has to be a text').max(1000),
};

/** The parts, by name. */
export type StepParts = typeof stepParts;
