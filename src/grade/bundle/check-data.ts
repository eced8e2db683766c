import { z } from 'zod';
import type { Automaton } from '../../core/automaton.js';
import type { Check } from '../../lab/check.js';
import { fromBytes, payload } from './payload-data.js';

const LONGEST_WAIT = 600_000;
const ms = z.number().min(0).max(LONGEST_WAIT);
const text = z.string().max(10_000);
const number = z
  .int()
  .min(0)
  .max(2 ** 32);
const numbers = z.array(number).max(10_000);
const port = z.int().min(0).max(65_535);
const host = z.string().max(253);
const messages = z.array(payload).max(10_000);
const by = { client: z.string().max(100).optional() };
const probability = z.number().min(0).max(1);

/** Stands for what is code in a lab: it is not in a bundle, and the lab has to be asked for it. */
const CODE = 'code';
const code = z.literal(CODE).transform((): Automaton => () => {
  throw new Error('this check is played by code of its lab');
});

const action = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('start') }),
  z.strictObject({ act: z.literal('signal'), signal: z.enum(['SIGTERM', 'SIGINT', 'SIGKILL', 'SIGSTOP', 'SIGCONT']) }),
  z.strictObject({ act: z.literal('type'), text: z.string().max(1_000_000) }),
  z.strictObject({ act: z.literal('end-input') }),
  z.strictObject({ act: z.literal('prints'), text: z.string().max(1_000_000) }),
  z.strictObject({
    act: z.literal('ends'),
    code: z.union([z.enum(['zero', 'nonzero']), z.int().min(0).max(255)]).optional(),
    says: z.string().max(10_000).optional(),
    withinMs: ms.optional(),
    notBeforeMs: ms.optional(),
    withoutConnecting: z.literal(true).optional(),
  }),
  z.strictObject({ act: z.literal('let-in'), refusals: z.int().min(0).max(1000) }),
  z.strictObject({ act: z.literal('listens'), port }),
  z.strictObject({ act: z.literal('refuses'), host }),
  z.strictObject({ act: z.literal('printed'), judge: code }),
  z.strictObject({ act: z.literal('runs') }),
  z.strictObject({ act: z.literal('settles') }),
]);

const step = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('connect'), ...by }),
  z.strictObject({ op: z.literal('send'), messages, cuts: numbers.optional(), ...by }),
  z.strictObject({ op: z.literal('raw'), bytes: payload, cuts: numbers.optional(), ...by }),
  z.strictObject({ op: z.literal('expect'), messages, ...by }),
  z.strictObject({ op: z.literal('expect-raw'), bytes: payload, ...by }),
  z.strictObject({ op: z.literal('end'), ...by }),
  z.strictObject({ op: z.literal('closed'), orReset: z.boolean().optional(), ...by }),
  z.strictObject({ op: z.literal('close'), ...by }),
  z.strictObject({ op: z.literal('reset'), ...by }),
  z.strictObject({ op: z.literal('pause'), ...by }),
  z.strictObject({ op: z.literal('overfill'), messages, ...by }),
  z.strictObject({ op: z.literal('quiet'), ms, ...by }),
  z.strictObject({ op: z.literal('program'), action, ...by }),
  z.strictObject({ op: z.literal('automaton'), does: text, automaton: code, withinMs: ms.optional(), ...by }),
]);

const datagrams = z.strictObject({
  loss: z.number().min(0).lt(1).optional(),
  duplication: probability.optional(),
  reordering: probability.optional(),
  delayMs: z.number().min(0).max(60_000).optional(),
  drop: numbers.optional(),
  double: numbers.optional(),
  holdBack: numbers.optional(),
  late: z.record(z.string().regex(/^[1-9]\d{0,6}$/), z.number().min(0).max(60_000)).optional(),
});

const stream = z.strictObject({
  cuts: numbers.optional(),
  pieces: number.optional(),
  glueMs: ms.optional(),
  delayMs: ms.optional(),
  endAfter: number.optional(),
  resetAfter: number.optional(),
  stopAfter: number.optional(),
});

const impairment = z.strictObject({
  seed: z.int().optional(),
  toServer: datagrams.optional(),
  toClient: datagrams.optional(),
  stream: stream.optional(),
});

const start = z.strictObject({
  nobodyListens: z.boolean().optional(),
  input: z.string().max(1_000_000).optional(),
  inputEnds: z.boolean().optional(),
  arguments: z.array(z.string().max(1000)).max(50).optional(),
  fromOtherMachine: z.boolean().optional(),
  cannotListen: z.boolean().optional(),
  portTaken: port.optional(),
  listensAt: z.strictObject({ host, port, silent: z.boolean().optional() }).optional(),
});

const script = z.union([
  z.strictObject({
    steps: z.array(step).max(5000),
    start: start.optional(),
    impairment: impairment.optional(),
    serve: z.union([z.literal('reference'), code]).optional(),
  }),
  z.strictObject({
    anyCut: z.strictObject({
      messages: z.enum(['text', 'bytes', 'words']),
      longest: z.int().min(1).max(100_000),
      including: messages.optional(),
    }),
  }),
]);

/** The id of a check is also the name of its files. */
export const checkId = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][\w.-]*$/);

const checkSchema = z.strictObject({
  id: checkId,
  title: text,
  points: z.number().min(0).max(100_000),
  because: text,
  needs: z.array(checkId).max(100).optional(),
  hint: text.optional(),
  hidden: z.boolean().optional(),
  continues: z.boolean().optional(),
  script,
});

/** The checks of a bundle. */
export const checksSchema = z.array(checkSchema).max(500);

/** A check as JSON can hold it: bytes are base64, and what is code is named only. */
export function checkData(check: Check): unknown {
  return plain(check);
}

/** The checks that `data` is. Throws an Error that says what is wrong with it. */
export function parseChecks(data: unknown): readonly Check[] {
  // What is optional is left out by JSON, and never `undefined`, which the two types tell apart.
  return checksSchema.parse(data) as readonly Check[];
}

/** True where a part of the check is code of its lab, and cannot be in a bundle. */
export function isCode({ script: played }: Pick<Check, 'script'>): boolean {
  return (
    'steps' in played &&
    (typeof played.serve === 'function' ||
      played.steps.some((step) => step.op === 'automaton' || (step.op === 'program' && step.action.act === 'printed')))
  );
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return fromBytes(value);
  if (typeof value === 'function') return CODE;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, plain(member)]),
  );
}
