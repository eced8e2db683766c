import type { Check, Checks } from '../../src/lab/check.js';
import { program, refused } from '../../src/lab/client-checks.js';
import { fillsMemory, restart, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  anyCut,
  closesConnections,
  exchange,
  halfClose,
  nextClients,
  oneExchange,
  severalMessages,
  stillServes,
  visit,
  type Own,
  type Sample,
} from '../../src/lab/server-checks.js';
import type { CheckStep } from '../../src/lab/step.js';

const ECHOES =
  'A message is all bytes up to and including a line feed, whatever they are. It echoes each message when it is complete, and not before.';
const AT_ONCE = 'It serves any number of clients at the same time.';
const NOBODY_WAITS =
  'No client can stop it, or keep another one waiting: not one that says nothing, that stops in the middle of a message, that never reads, or that breaks off.';
const COUNTS =
  'As soon as a client comes or goes, in whatever way, it prints `Active connections: ` and how many there are now.';
const CLOSES = 'When a client ends its stream it gets the echoes that it is owed, and its connection is closed.';
const STOPS = 'On SIGTERM (`kill PID`) it ends within 3 seconds, also while clients are connected.';
const RESTART = 'When the server is stopped, it can be started again at once.';

const OPENS = 'opens three connections, one after another, and calls them ann, bob and cleo.';
const SENDS =
  'On each it sends three messages: `Hello from ann` (its own name), `How are you?` and `Goodbye`, each with a line feed at its end, and the next one when the echo of the one before is there.';
const PRINTS =
  'It prints each echo when it has come, without its end, behind the name and a colon: `ann: Hello from ann`.';
const SAME_TIME = 'The three conversations go on at the same time, and none waits for another.';
const LEAVES = 'A connection is closed when its third echo has come, and when all three are closed the client ends.';
const PIECES = 'Echoes may come late and in pieces.';
const FAILS =
  'When it cannot connect, or a connection ends or breaks before its last echo is there, or nothing comes on it for 5 seconds, it says so; the other conversations go on, and when they are over it ends with exit code 1.';

const PAUSE = 200; // in which a program shows what it does too early; a right one has nothing to say, however long it is
const LATE = 1000;
const FIFTY = 50;
const GIVES_UP_WITHIN = 6000; // five seconds, and a look at the clock every second

type Steps = readonly CheckStep[];

function echoed(send: string | Uint8Array): Sample {
  return { send, replies: [send] };
}

const hello = echoed('Hello');

function of(id: string, title: string, hint: string, steps: Steps, own: Own): Check {
  return { id, title, hint, ...own, script: { steps } };
}

/** It says that so many are there now. */
function active(clients: number): CheckStep {
  return program({ act: 'prints', text: `Active connections: ${clients}` });
}

const fifty = Array.from({ length: FIFTY }, (_, index) => ({
  client: `client ${index + 1}`,
  first: echoed(`I am ${index + 1}`),
  second: echoed(`I am still ${index + 1}`),
}));

const NAMES = ['ann', 'bob', 'cleo'];
const HELLO = 'Hello from ann';

/** The values are those of a variant; `end` is that of a message. */
export function checksFor(goodbye: string, end: string): Checks {
  const messages = (name: string): readonly string[] => [`Hello from ${name}`, 'How are you?', goodbye];
  const greets = (name: string): Steps => [{ op: 'expect', client: name, messages: messages(name).slice(0, 1) }];
  /** With its second message, which shows that it has the first echo. */
  const asks = (name: string): Steps => [{ op: 'expect', client: name, messages: messages(name).slice(1, 2) }];
  const echoes = (name: string, message: string): Steps => [
    { op: 'send', client: name, messages: [message] },
    program({ act: 'prints', text: `${name}: ${message}` }),
  ];
  /** The next message comes, the first one has come already, and is echoed. */
  const turn = (name: string, index: number): Steps =>
    messages(name)
      .slice(index, index + 1)
      .flatMap((message): Steps => [
        ...(index === 0 ? [] : [{ op: 'expect', client: name, messages: [message] } as const]),
        ...echoes(name, message),
      ]);
  const TURNS = [0, 1, 2];
  const goesOn = (name: string): Steps => TURNS.flatMap((index) => turn(name, index));
  const opened: Steps = [...NAMES.map((client) => ({ op: 'connect', client }) as const), ...NAMES.flatMap(greets)];
  const leaves = (client: string): Steps => [
    { op: 'closed', client },
    { op: 'close', client },
  ];
  const fails = program({ act: 'ends', code: 'nonzero' });

  return {
    server: [
      oneExchange(hello, { points: 6, because: ECHOES }),
      severalMessages([hello, echoed('How are you?'), echoed(''), echoed(goodbye)], {
        points: 4,
        because: ECHOES,
        needs: ['one-exchange'],
      }),
      nextClients(hello, { points: 4, because: AT_ONCE, needs: ['one-exchange'] }),
      anyCut(
        { messages: 'bytes', longest: 200 },
        { points: 7, because: ECHOES, needs: ['several-messages', 'next-clients'], continues: true },
      ),
      of(
        'whole-messages',
        'A message is echoed only when it is complete',
        'Collect what comes until a line feed is among it; what is behind the line feed is the beginning of the next message.',
        [
          { op: 'raw', bytes: 'Hel' },
          { op: 'quiet', ms: PAUSE },
          { op: 'raw', bytes: `lo${end}How` },
          { op: 'expect', messages: ['Hello'] },
          { op: 'quiet', ms: PAUSE },
          { op: 'raw', bytes: ` are you?${end}` },
          { op: 'expect', messages: ['How are you?'] },
        ],
        { points: 4, because: ECHOES, needs: ['any-cut'] },
      ),
      of(
        'others-answered',
        'A client that says nothing keeps no other waiting',
        'While recv waits for one client, a single thread serves no other: a thread for each client, or one that waits for all of them (select, poll, asyncio).',
        [
          { op: 'connect', client: 'silent' },
          ...exchange(hello, 'ann'),
          ...exchange(echoed('How are you?'), 'bob'),
          ...exchange(echoed('Still here'), 'ann'),
          ...exchange(echoed('At last'), 'silent'),
        ],
        { points: 12, because: NOBODY_WAITS, needs: ['next-clients', 'several-messages'] },
      ),
      of(
        'unfinished-messages',
        'Messages of three clients that come in pieces, in turns, are not mixed up',
        'What has come of an unfinished message belongs to its client: a variable of its thread, or one for each socket. Do not wait for the rest of it while others have something for you.',
        [
          { op: 'raw', client: 'ann', bytes: 'Hel' },
          { op: 'raw', client: 'bob', bytes: 'How a' },
          ...visit(echoed('In between'), 'cleo'),
          { op: 'raw', client: 'bob', bytes: `re you?${end}` },
          { op: 'expect', client: 'bob', messages: ['How are you?'] },
          { op: 'raw', client: 'ann', bytes: `lo${end}` },
          { op: 'expect', client: 'ann', messages: ['Hello'] },
        ],
        { points: 8, because: NOBODY_WAITS, needs: ['others-answered'] },
      ),
      of(
        'fifty',
        `${FIFTY} clients at once are all served`,
        'Nothing in the server may be made for a certain number of clients: no fixed table, no pool of so many threads.',
        [
          // Each is answered before the next one comes, so that none waits in the queue of accept.
          ...fifty.flatMap(({ client, first }) => exchange(first, client)),
          ...fifty.toReversed().flatMap(({ client, second }) => exchange(second, client)),
        ],
        { points: 8, because: AT_ONCE, needs: ['others-answered'] },
      ),
      of(
        'counts-up',
        'The server says how many clients there are when one comes',
        'Count when accept has returned, print the number behind the exact words, and flush the output.',
        [
          { op: 'connect', client: 'ann' },
          active(1),
          { op: 'connect', client: 'bob' },
          active(2),
          ...exchange(hello, 'ann'),
          { op: 'connect', client: 'cleo' },
          active(3),
        ],
        { points: 6, because: COUNTS, needs: ['others-answered'] },
      ),
      of(
        'counts-down',
        'The server says how many clients are left when one goes',
        'Count where the loop that serves a client has ended, and print the number there too.',
        [
          { op: 'connect', client: 'ann' },
          active(1),
          ...exchange(hello, 'bob'),
          active(2),
          { op: 'close', client: 'ann' },
          active(1),
          { op: 'connect', client: 'cleo' },
          active(2),
          { op: 'close', client: 'bob' },
          active(1),
          { op: 'close', client: 'cleo' },
          active(0),
        ],
        { points: 7, because: COUNTS, needs: ['counts-up'] },
      ),
      closesConnections(hello, { points: 4, because: CLOSES, needs: ['next-clients'] }),
      halfClose(hello, { points: 3, because: CLOSES, needs: ['closes-connections'] }),
      of(
        'reset',
        'A client that breaks off disturbs none of the others',
        'An error of one client (ECONNRESET) belongs to that client: catch it in what serves this one, close there, and leave the others alone.',
        [
          { op: 'raw', client: 'ann', bytes: 'Hel' },
          ...exchange(hello, 'bob'),
          { op: 'raw', client: 'breaks off', bytes: 'Good' },
          { op: 'reset', client: 'breaks off' },
          ...exchange(hello, 'breaks off later'),
          { op: 'reset', client: 'breaks off later' },
          ...exchange(echoed('Still here'), 'bob'),
          { op: 'raw', client: 'ann', bytes: `lo${end}` },
          { op: 'expect', client: 'ann', messages: ['Hello'] },
          ...stillServes(hello),
        ],
        { points: 6, because: NOBODY_WAITS, needs: ['unfinished-messages'] },
      ),
      of(
        'counts-broken',
        'A client that breaks off is not counted any more',
        'Count down however the loop of a client ends, by an error too: finally, or the event that always comes.',
        [
          ...exchange(hello, 'ann'),
          active(1),
          ...exchange(hello, 'breaks off'),
          active(2),
          { op: 'reset', client: 'breaks off' },
          active(1),
          { op: 'raw', client: 'stops in a message', bytes: 'Good' },
          active(2),
          { op: 'close', client: 'stops in a message' },
          active(1),
        ],
        { points: 4, because: COUNTS, needs: ['counts-down', 'reset'] },
      ),
      of(
        'close-unread',
        'A client that closes without reading its answers does not stop the server',
        'Sending to a client that is gone fails (EPIPE), and in C it ends the program unless SIGPIPE is ignored.',
        [
          // So many messages that the server is still sending when nobody is there any more.
          ...exchange(hello, 'first'),
          { op: 'pause', client: 'does not wait' },
          { op: 'raw', client: 'does not wait', bytes: end.repeat(39_000) },
          { op: 'close', client: 'does not wait' },
          { op: 'close', client: 'first' },
          ...stillServes(hello),
        ],
        { points: 4, because: NOBODY_WAITS, needs: ['reset'] },
      ),
      fillsMemory(echoed('Is anybody there? '.repeat(20)), {
        points: 2,
        because: NOBODY_WAITS,
        needs: ['close-unread'],
      }),
      of(
        'never-reads',
        'A client that never reads keeps no other waiting',
        'Sending waits when the client does not read. A thread for each client may wait; an event loop has to look whether the socket can be written to.',
        [
          { op: 'overfill', client: 'never reads', messages: ['Is anybody there? '.repeat(20)] },
          ...visit(hello, 'ann'),
          ...visit(hello, 'bob'),
          { op: 'close', client: 'never reads' },
          ...stillServes(hello),
        ],
        { points: 5, because: NOBODY_WAITS, needs: ['fills-memory', 'others-answered'] },
      ),
      stopsWithClients(hello, { points: 2, because: STOPS, needs: ['one-exchange'] }),
      restart(hello, { points: 4, because: RESTART, needs: ['one-exchange'] }),
    ],
    client: [
      of(
        'sends',
        'The client sends the first message, and waits for its echo',
        'Compare what you send with the sheet, byte by byte, and send the next message only when the echo has come.',
        [{ op: 'connect', client: 'ann' }, ...greets('ann'), { op: 'quiet', client: 'ann', ms: PAUSE }],
        { points: 10, because: SENDS },
      ),
      of(
        'prints',
        'The client prints the echo behind the name',
        'Print the text exactly as the sheet has it, and flush the output.',
        [{ op: 'connect', client: 'ann' }, ...greets('ann'), ...turn('ann', 0), { op: 'close', client: 'ann' }],
        {
          points: 8,
          because: PRINTS,
          needs: ['sends'],
        },
      ),
      of(
        'three-connections',
        'All three connections are open before the first echo has come',
        'Make three sockets and connect them in a loop; then begin to talk. Make them in one thread, so that they come in their order.',
        [...opened, ...turn('ann', 0), ...asks('ann')],
        {
          points: 12,
          because: OPENS,
          needs: ['prints'],
        },
      ),
      of(
        'conversation',
        'Three messages on each connection are echoed and printed, and the client ends',
        'For each of the three messages: send it, read its echo, print it. Then close the connection, and let the program end.',
        [
          ...opened,
          ...TURNS.flatMap((index) => NAMES.flatMap((name) => turn(name, index))),
          ...NAMES.flatMap(leaves),
          program({ act: 'ends', code: 'zero' }),
        ],
        { points: 10, because: LEAVES, needs: ['three-connections'] },
      ),
      of(
        'any-order',
        'Echoes that come in another order are taken as they come',
        'A loop that reads from ann, then from bob, waits for ann while bob has his echo: a thread for each connection, or one that waits for all of them (select, poll, asyncio).',
        [...opened, ...NAMES.toReversed().flatMap(goesOn)],
        { points: 14, because: SAME_TIME, needs: ['conversation'] },
      ),
      of(
        'closes-each',
        'A connection is closed when its conversation is over, while the others go on',
        'Close each socket where its own conversation ends. In Python a file made by makefile keeps it open: close that too.',
        [...opened, ...goesOn('cleo'), ...leaves('cleo'), ...goesOn('ann')],
        { points: 6, because: LEAVES, needs: ['any-order'] },
      ),
      of(
        'split-reply',
        'Echoes that come in pieces, in turns, are printed whole',
        'One recv may return only a piece of the echo: read on until its end has come, and keep what has come for each connection by itself.',
        [
          ...opened,
          { op: 'raw', client: 'ann', bytes: 'Hello fr' },
          { op: 'raw', client: 'bob', bytes: 'Hel' },
          { op: 'quiet', client: 'ann', ms: PAUSE },
          { op: 'raw', client: 'bob', bytes: 'lo from bob' },
          { op: 'quiet', client: 'bob', ms: PAUSE },
          { op: 'raw', client: 'ann', bytes: `om ann${end}` },
          program({ act: 'prints', text: `ann: ${HELLO}` }),
          ...asks('ann'),
          { op: 'raw', client: 'bob', bytes: end },
          program({ act: 'prints', text: 'bob: Hello from bob' }),
          ...asks('bob'),
        ],
        { points: 9, because: PIECES, needs: ['any-order'] },
      ),
      of(
        'late-reply',
        'An echo that comes after a second is printed',
        'Wait for the echo as long as the sheet says; do not go by a short pause.',
        [
          { op: 'connect', client: 'ann' },
          ...greets('ann'),
          { op: 'quiet', client: 'ann', ms: LATE },
          ...echoes('ann', HELLO),
          ...asks('ann'),
        ],
        { points: 3, because: PIECES, needs: ['prints'] },
      ),
      of(
        'server-closes',
        'When the server closes all connections without an echo, the client ends with an error',
        'An empty read is the end of the stream and no echo: say so on standard error, and remember it for the exit code.',
        [...opened, ...NAMES.map((client) => ({ op: 'close', client }) as const), fails],
        { points: 7, because: FAILS, needs: ['three-connections'] },
      ),
      of(
        'others-go-on',
        'When one connection fails, the other two go on, and the client ends with an error',
        'End the conversation that has failed, not the program; look at the end whether one of them has.',
        [
          ...opened,
          { op: 'close', client: 'ann' },
          ...['bob', 'cleo'].flatMap(goesOn),
          ...['bob', 'cleo'].flatMap(leaves),
          fails,
        ],
        { points: 6, because: FAILS, needs: ['server-closes', 'any-order'] },
      ),
      of(
        'server-resets',
        'When the connections break, the client ends with an error',
        'recv fails when the server has broken off the connection (ECONNRESET): say so, and end with an exit code that is not 0.',
        [...opened, ...NAMES.map((client) => ({ op: 'reset', client }) as const), fails],
        { points: 3, because: FAILS, needs: ['server-closes'] },
      ),
      of(
        'never-answers',
        'When no echo comes, the client gives up with an error',
        'Set a timeout on each socket (settimeout, SO_RCVTIMEO, setSoTimeout), and end with an exit code that is not 0 when it is over.',
        [...opened, program({ act: 'ends', code: 'nonzero', withinMs: GIVES_UP_WITHIN })],
        { points: 6, because: FAILS, needs: ['server-closes'] },
      ),
      refused({}, { points: 6, because: FAILS }),
    ],
  };
}
