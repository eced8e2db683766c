import { defined } from '../core/defined.js';
import type { Payload } from '../core/exchange.js';
import type { Check, StartOptions } from './check.js';
import type { ProgramAction } from './program-action.js';
import type { Own } from './server-checks.js';
import type { ProgramStep, Step } from './step.js';

/** What a right client does first, and what its server answers. */
export interface Dialogue {
  /** Typed when it starts, where it needs that. */
  readonly input?: string;
  /** The message that it then sends. */
  readonly request: Payload;
  readonly reply: Payload;
  /** What it prints when the reply is there. */
  readonly prints: string;
}

type Steps = readonly (Step | ProgramStep)[];

/** What a client may take that gives up after five seconds without an answer, and looks at its clock every second. */
const GIVES_UP_WITHIN = 6000;
// Nothing may come from the client during the two that follow. A right one has nothing to say before the reply is whole, and
// gives up only after five seconds by its own clock, which is far longer than all pauses of a check together. They can be too
// short for a wrong client to show itself on a slow machine, and are never too short for a right one.
const LATE = 1000;
const PAUSE = 200; // between the pieces of a reply: who takes the first for the whole has shown it by then

export function program(action: ProgramAction): ProgramStep {
  return { op: 'program', action };
}

/** The client connects and sends its first message. */
export function request({ request }: Pick<Dialogue, 'request'>): Step[] {
  return [{ op: 'connect' }, { op: 'expect', messages: [request] }];
}

/** The server sends its reply, and the client prints it. */
export function answer({ reply, prints }: Dialogue): (Step | ProgramStep)[] {
  return [{ op: 'send', messages: [reply] }, program({ act: 'prints', text: prints })];
}

const fails = program({ act: 'ends', code: 'nonzero' });

function check(id: string, title: string, hint: string, steps: Steps, own: Own, start?: StartOptions): Check {
  return { id, title, hint, ...own, script: { steps, ...defined({ start }) } };
}

function typed({ input }: Pick<Dialogue, 'input'>): StartOptions | undefined {
  return input === undefined ? undefined : { input };
}

/** Steps of the lab's own. */
export function scripted(id: string, title: string, hint: string, steps: Steps, own: Own, start?: StartOptions): Check {
  return check(id, title, hint, steps, own, start);
}

export function sendsRequest(dialogue: Dialogue, own: Own): Check {
  return check(
    'sends',
    'The client sends the right bytes',
    'Compare what you send with the transcript of `wirelab run`, byte by byte.',
    request(dialogue),
    own,
    typed(dialogue),
  );
}

export function printsReply(dialogue: Dialogue, own: Own): Check {
  return check(
    'prints',
    'The client prints the reply',
    'Print the text exactly as the sheet has it, and flush the output.',
    [...request(dialogue), ...answer(dialogue)],
    own,
    typed(dialogue),
  );
}

/** `pieces` are the bytes of the reply on the wire. */
export function splitReply(dialogue: Dialogue, pieces: readonly Payload[], own: Own): Check {
  const steps: Steps = [
    ...request(dialogue),
    ...pieces.flatMap((bytes, index): Step[] => [
      ...(index === 0 ? [] : [{ op: 'quiet', ms: PAUSE } as const]),
      { op: 'raw', bytes },
    ]),
    program({ act: 'prints', text: dialogue.prints }),
  ];
  return check(
    'split-reply',
    'A reply that comes in pieces is printed whole',
    'One recv may return only a piece of the reply: read on until all of it has come.',
    steps,
    own,
    typed(dialogue),
  );
}

export function lateReply(dialogue: Dialogue, own: Own): Check {
  const steps: Steps = [...request(dialogue), { op: 'quiet', ms: LATE }, ...answer(dialogue)];
  return check(
    'late-reply',
    'A reply that comes after a second is printed',
    'Wait for the reply as long as the sheet says; do not go by a short pause.',
    steps,
    own,
    typed(dialogue),
  );
}

export function serverCloses(dialogue: Dialogue, own: Own): Check {
  return check(
    'server-closes',
    'When the server closes without answering, the client ends with an error',
    'An empty read is the end of the stream and no reply: say so on standard error, and end with an exit code that is not 0.',
    [...request(dialogue), { op: 'close' }, fails],
    own,
    typed(dialogue),
  );
}

/** `part` is the beginning of the reply on the wire. */
export function cutOff(dialogue: Dialogue, part: Payload, own: Own): Check {
  return check(
    'cut-off',
    'When the server closes in the middle of a reply, the client ends with an error',
    'Look whether the reply is complete when the stream ends; half a reply is none.',
    [...request(dialogue), { op: 'raw', bytes: part }, { op: 'close' }, fails],
    own,
    typed(dialogue),
  );
}

export function serverResets(dialogue: Dialogue, own: Own): Check {
  return check(
    'server-resets',
    'When the connection breaks, the client ends with an error',
    'recv fails when the server has broken off the connection (ECONNRESET): say so, and end with an exit code that is not 0.',
    [...request(dialogue), { op: 'reset' }, fails],
    own,
    typed(dialogue),
  );
}

export function neverAnswers(dialogue: Dialogue, own: Own): Check {
  return check(
    'never-answers',
    'When no answer comes, the client gives up with an error',
    'Set a timeout on the socket (settimeout, SO_RCVTIMEO, setSoTimeout), and end with an exit code that is not 0 when it is over.',
    [...request(dialogue), program({ act: 'ends', code: 'nonzero', withinMs: GIVES_UP_WITHIN })],
    own,
    typed(dialogue),
  );
}

export function refused(dialogue: Pick<Dialogue, 'input'>, own: Own): Check {
  return check(
    'refused',
    'When nobody listens, the client ends with an error',
    'connect fails when nobody listens: look at what it returns or catch what it throws, and end with an exit code that is not 0.',
    [fails],
    own,
    { ...typed(dialogue), nobodyListens: true },
  );
}
