import * as z from 'zod';
import { countSchema, waitSchema } from '../schema/bounds.js';

// Here is what a plan is made of. What makes sense is said by `mistakeIn`, which those who carry a plan out need without a schema.

/** The two ends of an exchange. */
export const endSchema = z.enum(['client', 'server']);

const numbers = z.array(z.number()).max(100_000).readonly();
const offsets = z.array(countSchema).max(100_000).readonly();

/** What a network does to the datagrams of one direction. Numbers count them from 1; a probability is from 0 to 1. */
export const datagramImpairmentSchema = z
  .strictObject({
    /** Probability that one is lost, less than 1; never more than `MOST_LOST_IN_A_ROW` of them in a row. */
    loss: z
      .number()
      .exactOptional()
      .meta({ description: 'each is lost with this probability, less than 1', examples: [0.2] }),
    /** Probability that one comes twice. */
    duplication: z
      .number()
      .exactOptional()
      .meta({ description: 'each comes twice with this probability', examples: [0.1] }),
    /** Probability that one is held back until the next has gone by. */
    reordering: z
      .number()
      .exactOptional()
      .meta({ description: 'each is held back with this probability', examples: [0.1] }),
    /** How long each takes, in milliseconds. */
    delayMs: z
      .number()
      .exactOptional()
      .meta({ description: 'each takes so many milliseconds', examples: [50] }),
    /** These are lost. */
    drop: numbers.exactOptional().meta({ description: 'these are lost', examples: [[2]] }),
    /** These come twice. */
    double: numbers.exactOptional().meta({ description: 'these come twice', examples: [[5]] }),
    /** These are held back until the next has gone by. */
    holdBack: numbers
      .exactOptional()
      .meta({ description: 'these wait until the next one has gone by, or for 60 ms if none does', examples: [[3]] }),
    /** These come so many milliseconds later than the others. */
    late: z
      .record(z.string(), z.number())
      .readonly()
      .exactOptional()
      .meta({ description: 'these come so many milliseconds later than the others', examples: [{ 4: 300 }] }),
  })
  .readonly();

/** What a network does to the bytes that go to the program, on each connection. Offsets count them from 0. */
export const streamImpairmentSchema = z
  .strictObject({
    /** Here a new piece begins. */
    cuts: offsets.exactOptional().meta({ description: 'a new piece begins here', examples: [[2, 5]] }),
    /** Cut at random, into pieces of 1 to so many bytes. */
    pieces: countSchema
      .exactOptional()
      .meta({ description: 'cut at random, into pieces of 1 to so many bytes', examples: [4] }),
    /** What is sent within so many milliseconds arrives as one. */
    glueMs: waitSchema
      .exactOptional()
      .meta({ description: 'what is sent within so many milliseconds arrives as one', examples: [20] }),
    /** Before each piece, in milliseconds. */
    delayMs: waitSchema
      .exactOptional()
      .meta({ description: 'each piece comes so many milliseconds late', examples: [20] }),
    /** After so many bytes the direction ends; the other one goes on. */
    endAfter: countSchema
      .exactOptional()
      .meta({ description: 'after so many bytes the direction ends; the other one goes on', examples: [100] }),
    /** After so many bytes the connection breaks. */
    resetAfter: countSchema
      .exactOptional()
      .meta({ description: 'after so many bytes the connection breaks', examples: [100] }),
    /** After so many bytes nothing more of the program is read, and nothing more reaches it. */
    stopAfter: countSchema.exactOptional().meta({
      description: 'after so many bytes nothing more of the program is read, and nothing more reaches it',
      examples: [100],
    }),
  })
  .readonly();

/** What a network does to what goes over it: data, and together with a seed always the same. */
export const impairmentPlanShape = z.strictObject({
  /** In place of the seed of the grading or of the command line. */
  seed: z.int().exactOptional(),
  toServer: datagramImpairmentSchema.exactOptional(),
  toClient: datagramImpairmentSchema.exactOptional(),
  /** Over TCP. */
  stream: streamImpairmentSchema.exactOptional(),
});
