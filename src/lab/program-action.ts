import * as z from 'zod';
import { hostSchema, longTextSchema, portSchema, sentenceSchema, waitSchema } from '../schema/bounds.js';
import { codeSchema } from '../schema/code.js';

/** What a check does with the program under test, or waits for it to do. Only a grader can. */
export const programActionSchema = z.discriminatedUnion('act', [
  /** Starts it again after it has ended or was killed; it has to come up on the port that it had. */
  z.strictObject({ act: z.literal('start') }).readonly(),
  /** SIGSTOP halts it, so that what is done meanwhile has been done when SIGCONT lets it go on. */
  z
    .strictObject({
      act: z.literal('signal'),
      signal: z.enum(['SIGTERM', 'SIGINT', 'SIGKILL', 'SIGSTOP', 'SIGCONT']),
    })
    .readonly(),
  /** Writes to its standard input. */
  z.strictObject({ act: z.literal('type'), text: longTextSchema }).readonly(),
  /** Ends its standard input. */
  z.strictObject({ act: z.literal('end-input') }).readonly(),
  /** Waits until its standard output holds this text behind what was waited for before. */
  z.strictObject({ act: z.literal('prints'), text: longTextSchema }).readonly(),
  /** Waits until it has ended by itself, with an exit code that says success or failure. */
  z
    .strictObject({
      act: z.literal('ends'),
      code: z.union([z.enum(['zero', 'nonzero']), z.int().min(0).max(255)]).exactOptional(),
      /** Its standard error has to hold this text. */
      says: sentenceSchema.exactOptional(),
      /** What its task gives it (default: no time), to which is added what any wait may take on this machine. */
      withinMs: waitSchema.exactOptional(),
      /** So long after it was started it has to be there still. */
      notBeforeMs: waitSchema.exactOptional(),
      /** A client does not connect once more before. */
      withoutConnecting: z.literal(true).exactOptional(),
    })
    .readonly(),
  /** Client, where nobody listens at first: waits until it has been refused so many times. From then on somebody listens. */
  z.strictObject({ act: z.literal('let-in'), refusals: z.int().min(0).max(1000) }).readonly(),
  /** Server: it listens on this port. */
  z.strictObject({ act: z.literal('listens'), port: portSchema }).readonly(),
  /** Server: whoever wants to connect to it at this address of its machine is refused. */
  z.strictObject({ act: z.literal('refuses'), host: hostSchema }).readonly(),
  /** Looks at the lines that it has printed on its standard output so far: `judge` returns what is wrong with them, in one line. */
  z
    .strictObject({
      act: z.literal('printed'),
      judge: codeSchema<(lines: readonly string[]) => string | undefined>(),
    })
    .readonly(),
  /** Waits until it has nothing to do (of a program that never rests only half a second): it has not ended. */
  z.strictObject({ act: z.literal('runs') }).readonly(),
  /** As `runs`, and every connection that its peer has ended was closed by it too: no socket stays in CLOSE_WAIT. */
  z.strictObject({ act: z.literal('settles') }).readonly(),
]);

/** What a check does with the program under test, or waits for it to do. Only a grader can. */
export type ProgramAction = z.output<typeof programActionSchema>;
