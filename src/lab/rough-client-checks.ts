import type { Payload } from '../core/exchange.js';
import type { Check } from './check.js';
import { check, exchange, PAUSE, stillServes, visit, type Own, type Sample, type Steps } from './sample.js';
import type { Step } from './step.js';

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
