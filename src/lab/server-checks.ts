import type { Payload } from '../core/exchange.js';
import type { AnyCut, Check } from './check.js';
import type { ProgramStep, Step } from './step.js';

/** What each lab says of a check that many labs have; what it does not say is as in the others. */
export type Own = Pick<Check, 'points' | 'because'> & Partial<Omit<Check, 'script'>>;

/** Something that a client of the lab sends, and what a right server answers. */
export interface Sample {
  readonly send: Payload;
  readonly replies: readonly Payload[];
  /** The server ends the connection afterwards. */
  readonly closes?: boolean;
}

type Steps = readonly (Step | ProgramStep)[];

/**
 * In which a server reads what has come. Steps are `quiet` for so long only where a right server has nothing to say however
 * long it takes, so that the time can be too short for a wrong one to show itself, and never too short for a right one.
 */
const PAUSE = 100;

/** Sends the sample and waits for what comes of it. */
export function exchange({ send, replies, closes }: Sample, client?: string): Step[] {
  const by = client === undefined ? {} : { client };
  return [
    { op: 'send', messages: [send], ...by },
    { op: 'expect', messages: replies, ...by },
    ...(closes === true ? [{ op: 'closed', orReset: true, ...by } as const] : []),
  ];
}

/** A whole visit: connects, one exchange, closes. */
export function visit(sample: Sample, client: string): Step[] {
  return [...exchange(sample, client), { op: 'close', client }];
}

/** The server still serves: a client that comes now is answered, and by then nothing that came before has ended it. */
export function stillServes(sample: Sample): Steps {
  return [...visit(sample, 'afterwards'), { op: 'program', action: { act: 'runs' } }];
}

export function check(id: string, title: string, hint: string, play: Check['script'], own: Own): Check {
  return { id, title, hint, ...own, script: play };
}

/** One client, some exchanges on its connection. */
export function conversation(id: string, title: string, hint: string, samples: readonly Sample[], own: Own): Check {
  return check(id, title, hint, { steps: samples.flatMap((sample) => exchange(sample)) }, own);
}

/** One client for each sample, one after another. */
export function conversations(id: string, title: string, hint: string, samples: readonly Sample[], own: Own): Check {
  return check(
    id,
    title,
    hint,
    { steps: samples.flatMap((sample, index) => visit(sample, `client ${index + 1}`)) },
    own,
  );
}

export function oneExchange(sample: Sample, own: Own): Check {
  return conversation(
    'one-exchange',
    'A message is answered',
    'Start the server, then talk to it by hand, with nc.',
    [sample],
    own,
  );
}

export function severalMessages(samples: readonly Sample[], own: Own): Check {
  return conversation(
    'several-messages',
    'Several messages on one connection are answered',
    'Read in a loop, until the client ends the connection.',
    samples,
    own,
  );
}

export function nextClients(sample: Sample, own: Own, clients = 3): Check {
  const steps: Steps = [
    ...Array.from({ length: clients }, (_, index) => visit(sample, `client ${index + 1}`)).flat(),
    { op: 'program', action: { act: 'runs' } },
  ];
  return check(
    'next-clients',
    `The server serves ${clients} clients, one after another`,
    'When a client is gone, close its socket and call accept again. An empty read means that it is gone.',
    { steps },
    own,
  );
}

export function anyCut(messages: AnyCut, own: Own): Check {
  return check(
    'any-cut',
    'Messages are answered however the stream is cut',
    'One recv is not one message: it may return a piece of a message, or the end of one and the beginning of the next.',
    { anyCut: messages },
    own,
  );
}

/** A message in two pieces, one client for each pair; the pieces are bytes of the wire. */
export function cutMessage(sample: Sample, pairs: readonly (readonly [Payload, Payload])[], own: Own): Check {
  const steps = pairs.flatMap(([begin, rest], index): Step[] => {
    const client = `client ${index + 1}`;
    return [
      { op: 'raw', bytes: begin, client },
      // Who takes the first piece for a message has shown it by then; a right server has nothing to answer before the rest has come.
      { op: 'quiet', ms: PAUSE, client },
      { op: 'raw', bytes: rest, client },
      ...exchange(sample, client).slice(1),
      { op: 'close', client },
    ];
  });
  return check(
    'cut-message',
    'A message that comes in two pieces is answered',
    'One recv may return only a piece of a message: read on until its end has come.',
    { steps },
    own,
  );
}

export function halfClose(sample: Sample, own: Own): Check {
  const [send, ...replies] = exchange({ ...sample, closes: false });
  return check(
    'half-close',
    'A client that ends only its own direction has its answer, and nothing after it',
    'An empty read is the end of the stream and no message: do not answer it. Close when all answers are sent.',
    { steps: [send as Step, { op: 'end' }, ...replies, { op: 'closed', orReset: true }] },
    own,
  );
}

export function closesConnections(sample: Sample, own: Own, clients = 20): Check {
  const steps: Steps = [
    ...Array.from({ length: clients }, (_, index) => visit(sample, `client ${index + 1}`)).flat(),
    { op: 'program', action: { act: 'settles' } },
  ];
  return check(
    'closes-connections',
    `${clients} clients that are gone leave no connection open`,
    'Call close on the socket of each client that has ended, also when an error ended it.',
    { steps },
    own,
  );
}

/** `unfinished` is the beginning of a message. */
export function closesAbandoned(sample: Sample, unfinished: Payload, own: Own, clients = 20): Check {
  const steps: Steps = [
    ...Array.from({ length: clients }, (_, index) => `client ${index + 1}`).flatMap((client): Step[] => [
      { op: 'raw', bytes: unfinished, client },
      { op: 'close', client },
    ]),
    // Then all of them have been accepted.
    ...visit(sample, 'last'),
    { op: 'program', action: { act: 'settles' } },
  ];
  return check(
    'closes-abandoned',
    `${clients} clients that leave in the middle of a message leave no connection open`,
    'An empty read is the end of the stream: look for it wherever you read on, and close.',
    { steps },
    own,
  );
}

/** `unfinished` is the beginning of a message. */
export function resetSurvived(sample: Sample, unfinished: Payload, own: Own): Check {
  const steps: Steps = [
    { op: 'raw', bytes: unfinished, client: 'breaks off' },
    { op: 'reset', client: 'breaks off' },
    // And one for whose next bytes the server surely waits: it has answered, or has had time to accept. A right server survives
    // a reset wherever it is by then.
    ...(sample.closes === true
      ? ([
          { op: 'connect', client: 'breaks off later' },
          { op: 'quiet', ms: PAUSE, client: 'breaks off later' },
        ] as const)
      : exchange(sample, 'breaks off later')),
    { op: 'reset', client: 'breaks off later' },
    ...stillServes(sample),
  ];
  return check(
    'reset',
    'A client that breaks off its connection does not stop the server',
    'recv and send fail when the client has broken off (ECONNRESET): catch that for each client, and go on with the others.',
    { steps },
    own,
  );
}

/** `flood` has many messages, as bytes of the wire, and at most 40000 bytes: they have to fit into the buffers of a server that does not read. */
export function closeUnread(sample: Sample, flood: Payload, own: Own): Check {
  const steps: Steps = [
    // A server that serves one client at a time comes to the other one when it is gone.
    ...exchange(sample, 'first'),
    { op: 'raw', bytes: flood, client: 'does not wait' },
    { op: 'close', client: 'does not wait' },
    { op: 'close', client: 'first' },
    ...stillServes(sample),
  ];
  return check(
    'close-unread',
    'A client that closes without reading its answers does not stop the server',
    'Sending to a client that is gone fails (EPIPE), and in C it ends the program unless SIGPIPE is ignored.',
    { steps },
    own,
  );
}

export function leavesAtOnce(sample: Sample, own: Own): Check {
  const steps: Steps = [
    { op: 'connect', client: 'says nothing' },
    { op: 'close', client: 'says nothing' },
    ...stillServes(sample),
  ];
  return check(
    'leaves-at-once',
    'A client that connects and leaves does not stop the server',
    'An empty read is the end of the stream and no message: close, and go on with the next client.',
    { steps },
    own,
  );
}

/** Something that is no message of this lab; the server may answer or close. It has to need `reset`: the client leaves with answers unread, which breaks off the connection. */
export function nonsense(id: string, title: string, hint: string, bytes: Payload, sample: Sample, own: Own): Check {
  return check(
    id,
    title,
    hint,
    {
      steps: [
        { op: 'raw', bytes, client: 'talks nonsense' },
        { op: 'close', client: 'talks nonsense' },
        ...stillServes(sample),
      ],
    },
    own,
  );
}

/** At most 100000 bytes without an end of message: so much can be sent whether or not the server reads. */
export function endlessMessage(sample: Sample, bytes: Payload, own: Own): Check {
  return nonsense(
    'endless-message',
    'A message without end does not stop the server',
    'What a client sends can be longer than any buffer: look at the size before you store.',
    bytes,
    sample,
    own,
  );
}

/**
 * `flood` has so many messages that their replies fit into no buffers; the sample is for others meanwhile. For servers that
 * have to serve several at once.
 */
export function neverReads(sample: Sample, flood: Payload, own: Own): Check {
  const steps: Steps = [
    { op: 'pause', client: 'never reads' },
    { op: 'raw', bytes: flood, client: 'never reads' },
    ...visit(sample, 'second'),
    ...visit(sample, 'third'),
    { op: 'close', client: 'never reads' },
    ...stillServes(sample),
  ];
  return check(
    'never-reads',
    'A client that never reads keeps no other client waiting',
    'Sending blocks when the client does not read: a thread for each client, or wait until the socket can be written to; and stop reading from it meanwhile.',
    { steps },
    own,
  );
}

/** `begin` and `rest` are the two parts of the sample on the wire: while one client is in between, others are answered. */
export function othersAnswered(
  { begin, rest }: { readonly begin: Payload; readonly rest: Payload },
  sample: Sample,
  own: Own,
): Check {
  const steps: Steps = [
    { op: 'connect', client: 'says nothing' },
    { op: 'raw', bytes: begin, client: 'slow' },
    ...visit(sample, 'second'),
    ...visit(sample, 'third'),
    { op: 'raw', bytes: rest, client: 'slow' },
    ...exchange(sample, 'slow').slice(1),
  ];
  return check(
    'others-answered',
    'A client that has not finished its message keeps no other client waiting',
    'While recv waits for one client, a single thread serves no other: a thread for each client, or one that waits for all of them (select, poll, asyncio).',
    { steps },
    own,
  );
}
