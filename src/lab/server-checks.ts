import type { Payload } from '../core/exchange.js';
import type { AnyCut, Check } from './check.js';
import { check, exchange, PAUSE, visit, type Own, type Sample, type Steps } from './sample.js';
import type { Step } from './step.js';

// Whoever makes checks of a server finds all that there is here.
export { check, exchange, stillServes, visit, type Own, type Sample } from './sample.js';
export {
  closeUnread,
  closesAbandoned,
  endlessMessage,
  leavesAtOnce,
  neverReads,
  nonsense,
  othersAnswered,
  resetSurvived,
} from './rough-client-checks.js';

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
