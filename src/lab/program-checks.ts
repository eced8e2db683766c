import type { Payload } from '../core/exchange.js';
import type { Check } from './check.js';
import { check, exchange, stillServes, visit, type Own, type Sample } from './server-checks.js';
import type { ProgramStep, Step } from './step.js';

type Steps = readonly (Step | ProgramStep)[];

/** In which a program whose input has ended comes to its end, if it ends for that. A right one stays, and may take as long as it likes. */
const PAUSE = 300;

/** What the sheets give a server to stop that lets its clients finish. */
const STOPS_WITHIN = 3000;

/** The program does nothing while these steps are done: it meets what came of all of them at once. */
export function halted(steps: readonly Step[]): Steps {
  return [
    { op: 'program', action: { act: 'signal', signal: 'SIGSTOP' } },
    ...steps,
    { op: 'program', action: { act: 'signal', signal: 'SIGCONT' } },
  ];
}

/** The server prints this text as soon as it listens. */
export function saysListening(text: string, own: Own): Check {
  return check(
    'prints',
    'What the server prints can be read at once',
    'Output that goes into a pipe or a file is kept back until much of it is there: flush it (fflush, print with flush=True).',
    { steps: [{ op: 'program', action: { act: 'prints', text } }] },
    own,
  );
}

/** Its standard input is at its end from the beginning, as for a service that the system starts. */
export function needsNobody(sample: Sample, own: Own): Check {
  const steps: Steps = [
    { op: 'connect' },
    { op: 'quiet', ms: PAUSE },
    ...exchange(sample),
    { op: 'program', action: { act: 'runs' } },
  ];
  return check(
    'needs-nobody',
    'The server runs without anybody at its keyboard',
    'Do not wait for a key, and do not end when standard input does: started by the system, or with < /dev/null, there is none.',
    { steps, start: { inputEnds: true } },
    own,
  );
}

export function restart(sample: Sample, own: Own): Check {
  const steps: Steps = [
    ...exchange(sample, 'before'),
    { op: 'program', action: { act: 'signal', signal: 'SIGKILL' } },
    { op: 'program', action: { act: 'start' } },
    ...visit(sample, 'after'),
  ];
  return check(
    'restart',
    'The server can be started again at once',
    'Set SO_REUSEADDR on the listening socket before bind, and look at what bind returns.',
    { steps },
    own,
  );
}

/** Where the server ends the connection behind its reply, `unfinished` is the beginning of a message that keeps it open. */
export function stopsWithClients(sample: Sample, own: Own, unfinished?: Payload): Check {
  const steps: Steps = [
    ...(unfinished === undefined
      ? exchange(sample, 'stays connected')
      : ([
          { op: 'raw', bytes: unfinished, client: 'stays connected' },
          ...exchange(sample, 'has its answer'),
        ] as const)),
    { op: 'program', action: { act: 'runs' } }, // it has gone back to wait: a signal that comes before is met otherwise
    { op: 'program', action: { act: 'signal', signal: 'SIGTERM' } },
    { op: 'program', action: { act: 'ends', withinMs: STOPS_WITHIN } },
  ];
  return check(
    'stops',
    'The server ends on SIGTERM while a client is connected',
    'Close the connections of the clients too, or leave the signal as it is: then the system ends the program.',
    { steps },
    own,
  );
}

/** For servers whose replies are as long as what they are sent. It has to need a check of a client that closes without reading. */
export function fillsMemory(sample: Sample, own: Own): Check {
  const steps: Steps = [
    { op: 'overfill', messages: [sample.send], client: 'never reads' },
    { op: 'close', client: 'never reads' },
    ...stillServes(sample),
  ];
  return check(
    'fills-memory',
    'A client that never reads does not fill the memory of the server',
    'Read on only when what you have sent is taken: write returns false in Node (pause, then wait for drain), in asyncio await drain().',
    { steps },
    own,
  );
}
