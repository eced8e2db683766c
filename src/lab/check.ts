import * as z from 'zod';
import type { Automaton } from '../core/automaton.js';
import { impairmentPlanSchema } from '../impairment/sensible-plan.js';
import { hostSchema, longTextSchema, portSchema, sentenceSchema } from '../schema/bounds.js';
import { codeSchema } from '../schema/code.js';
import { messagesSchema } from '../schema/payload.js';
import { checkStepSchema } from './step.js';

/** How the program is started. */
const startOptionsSchema = z
  .strictObject({
    /** Client: nobody listens where it connects to. */
    nobodyListens: z.boolean().exactOptional(),
    /** Typed at once when it starts. */
    input: longTextSchema.exactOptional(),
    /** Standard input is at its end from the beginning. */
    inputEnds: z.boolean().exactOptional(),
    /** The words of its command line, in place of those that it was found to take. An address may be one of those of `Machines`, as `{server}`. */
    arguments: z.array(z.string().max(1000)).max(50).readonly().exactOptional(),
    /** Server: its clients come from another machine. */
    fromOtherMachine: z.boolean().exactOptional(),
    /** Server: it cannot listen, and what it does then is what the steps are about. */
    cannotListen: z.boolean().exactOptional(),
    /** Server: somebody else listens on this port already. */
    portTaken: portSchema.exactOptional(),
    /** Client: the only place in which somebody listens; the system answers nobody who wants to connect to a `silent` one. */
    listensAt: z
      .strictObject({ host: hostSchema, port: portSchema, silent: z.boolean().exactOptional() })
      .readonly()
      .exactOptional(),
  })
  .readonly();

/** Which messages are drawn for a check of any cut. */
const anyCutSchema = z
  .strictObject({
    /** `text` is UTF-8 of every kind; `bytes` any byte that the framing can carry; `words` printable ASCII. */
    messages: z.enum(['text', 'bytes', 'words']),
    /** Of one message, in characters or bytes. */
    longest: z.int().min(1).max(100_000),
    /** Messages that are tried among others. */
    including: messagesSchema.exactOptional(),
  })
  .readonly();

/** Steps one after the other. */
const stepScriptSchema = z
  .strictObject({
    steps: z.array(checkStepSchema).max(5000).readonly(),
    start: startOptionsSchema.exactOptional(),
    /** What the network between the two ends does. */
    impairment: impairmentPlanSchema.exactOptional(),
    /**
     * Client: everybody who connects is served meanwhile, by the lab's own handler or by an automaton of each connection's own.
     * The steps then are about the program only.
     */
    serve: z.union([z.literal('reference'), codeSchema<Automaton>()]).exactOptional(),
  })
  .readonly();

/** What is done. For a server the steps are those of its clients; for a client they are those of its server. */
const checkScriptSchema = z.union([
  stepScriptSchema,
  /** Random messages, cut and glued at random, are answered as the reference answers them. */
  z.strictObject({ anyCut: anyCutSchema }).readonly(),
]);

/** The name of a check, which is also that of its files. */
const checkIdSchema = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][\w.-]*$/, 'has to be of letters, digits, "_", "-" and "."');

/** One graded property of a program, as data: in memory, and by `encode` and `decode` in JSON. */
export const checkSchema = z
  .strictObject({
    id: checkIdSchema,
    /** The property, in one sentence. */
    title: sentenceSchema,
    points: z.number().min(0).max(100_000),
    /** The sentence of the lab sheet on which it rests, word for word. */
    because: sentenceSchema,
    /** Checks that have to pass first: where one of them fails, this one would only say the same again. */
    needs: z.array(checkIdSchema).max(100).readonly().exactOptional(),
    hint: sentenceSchema.exactOptional(),
    /** Its bytes are not shown to the student. */
    hidden: z.boolean().exactOptional(),
    /** It may run in the process of the check before, where that has passed. */
    continues: z.boolean().exactOptional(),
    script: checkScriptSchema,
  })
  .readonly();

/** One graded property of a program, as data. */
export type Check = z.output<typeof checkSchema>;

/** What is done. For a server the steps are those of its clients; for a client they are those of its server. */
export type CheckScript = z.output<typeof checkScriptSchema>;

/** Steps one after the other. */
export type StepScript = z.output<typeof stepScriptSchema>;

/** How the program is started. */
export type StartOptions = z.output<typeof startOptionsSchema>;

/** Which messages are drawn for a check of any cut. */
export type AnyCut = z.output<typeof anyCutSchema>;

/** Addresses that a check about two machines speaks of, by name in braces: what they are depends on the machine that grades. */
export interface Machines {
  /** Of the machine of the server, and not the one by which it reaches itself. */
  readonly server: string;
  /** Of the machine of its clients. */
  readonly client: string;
  /** Nobody has it in a network to which there is a way. */
  readonly nobody: string;
  /** There is no way to its network. */
  readonly nowhere: string;
  /** A name with several addresses, first 127.0.0.1; that of the server's machine is another one of them. */
  readonly several: string;
}

/** The checks of a lab, for each role. */
export interface Checks {
  readonly server?: readonly Check[];
  readonly client?: readonly Check[];
}
