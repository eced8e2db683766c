import type { Check, Checks } from '../../src/lab/check.js';
import {
  answer,
  cutOff,
  printsReply,
  program,
  refused,
  request,
  scripted,
  sendsRequest,
  serverCloses,
  serverResets,
  splitReply,
  type Dialogue,
} from '../../src/lab/client-checks.js';
import { restart, saysListening, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  anyCut,
  check,
  closesConnections,
  closeUnread,
  conversation,
  cutMessage,
  endlessMessage,
  exchange,
  halfClose,
  leavesAtOnce,
  nextClients,
  oneExchange,
  resetSurvived,
  severalMessages,
  stillServes,
  type Sample,
} from '../../src/lab/server-checks.js';
import type { Step } from '../../src/lab/step.js';

/** What the sheet gives a client that says nothing, in milliseconds. */
export const SILENCE = 5000;
const PATIENCE = 10_000; // of a client that waits for its echo, by the sheet

// Pauses in which a right program has nothing to say. They can be too short for a wrong one to show itself, and are far from
// what makes a right one give up: half of what the sheet gives it, or less.
const PAUSE = 300;
const THINKING = 2000;
const BEHIND_A_SILENT_ONE = 5500;
const GIVES_UP_WITHIN = PATIENCE + 1000; // and looks at its clock every second

const LINES =
  'It echoes each line when its line feed has come, and not before, however the line arrives and whatever is in it: nothing at all, or bytes that are no text.';
const REST = 'What stands behind the last line feed when a client ends its direction is no line, and is not answered.';
const ONE = 'It serves one client at a time: whoever connects meanwhile is connected, waits, and is not answered.';
const QUEUE =
  'When a client has gone, the server turns to the one that has waited longest, and answers all that it has sent by then.';
const FIVE = 'At least five clients can wait.';
const SENT_AWAY =
  'A client from which nothing comes for 5 seconds while it is served is sent away: the server closes its connection, for the sake of those who wait.';
const SURVIVES =
  'No client can end the server: not one that breaks off or goes away without reading, while it is served or while it waits, nor one that sends nothing at all or a line without end.';
const PRINTS =
  'It prints a line with the word `listening` as soon as clients can connect, also when its output goes into a file.';
const STOPS = 'On SIGTERM (`kill PID`) it ends within 3 seconds, also while clients are connected.';
const RESTART = 'When the server is stopped, it can be started again at once.';

function echoed(send: string | Uint8Array): Sample {
  return { send, replies: [send] };
}

const hello = echoed('Hello');
const first = exchange(hello, 'first');
const firstGoes = { op: 'close', client: 'first' } as const;
// No LF, which ends the line, and no CR, which belongs to the end for many.
const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x0a && byte !== 0x0d);

function waits(client: string): Step[] {
  return [
    { op: 'connect', client },
    { op: 'send', messages: [`I am ${client}`], client },
  ];
}

function isServed(client: string): Step {
  return { op: 'expect', messages: [`I am ${client}`], client };
}

const waiting = ['second', 'third', 'fourth', 'fifth', 'sixth'];

const server: readonly Check[] = [
  oneExchange(hello, { points: 6, because: LINES }),
  saysListening('listening', { points: 2, because: PRINTS, needs: ['one-exchange'] }),
  severalMessages([hello, echoed('How are you?'), echoed('x')], { points: 4, because: LINES, needs: ['one-exchange'] }),
  cutMessage(
    hello,
    [
      ['Hel', 'lo\n'],
      ['Hello', '\n'],
    ],
    { points: 4, because: LINES, needs: ['next-clients'] },
  ),
  conversation(
    'empty-line',
    'An empty line is echoed',
    'A line may be empty; only an empty read is the end of the stream.',
    [echoed(''), hello, echoed('')],
    { points: 2, because: LINES, needs: ['several-messages'] },
  ),
  conversation(
    'every-byte',
    'A line that is no text is echoed',
    'There is no need to decode a line for this: send back the bytes.',
    [echoed(Uint8Array.of(0xff, 0xfe)), echoed(everyByte)],
    {
      points: 3,
      because: LINES,
      needs: ['several-messages'],
    },
  ),
  nextClients(hello, { points: 6, because: QUEUE, needs: ['one-exchange'] }),
  anyCut(
    { messages: 'words', longest: 60 },
    { points: 6, because: LINES, needs: ['several-messages', 'cut-message', 'next-clients'], continues: true },
  ),
  closesConnections(hello, { points: 4, because: QUEUE, needs: ['next-clients'] }),
  halfClose(hello, { points: 3, because: QUEUE, needs: ['closes-connections'] }),
  check(
    'unfinished-line',
    'The end of the stream does not make half a line whole',
    'readline returns what there is when the stream ends: look whether it ends with a line feed.',
    {
      steps: [...exchange(hello), { op: 'raw', bytes: 'and half a' }, { op: 'end' }, { op: 'closed', orReset: true }],
    },
    { points: 3, because: REST, needs: ['cut-message', 'half-close'] },
  ),
  resetSurvived(hello, 'Hel', { points: 4, because: SURVIVES, needs: ['next-clients'] }),
  closeUnread(hello, 'Are you there?\n'.repeat(2000), {
    points: 3,
    because: SURVIVES,
    needs: ['reset', 'several-messages'],
  }),
  leavesAtOnce(hello, { points: 2, because: SURVIVES, needs: ['next-clients'] }),
  endlessMessage(hello, 'x'.repeat(60_000), { points: 3, because: SURVIVES, needs: ['closes-connections', 'reset'] }),
  check(
    'one-at-a-time',
    'A second client waits while the first is served',
    'One loop around accept, inside it one loop around recv; no threads, no select: nobody is accepted, read or sent away before the first has gone.',
    {
      // The first speaks again each time, so that its own time of silence begins anew.
      steps: [...first, ...waits('second'), ...first, { op: 'quiet', ms: PAUSE, client: 'second' }, ...first],
    },
    { points: 9, because: ONE, needs: ['several-messages', 'next-clients'] },
  ),
  check(
    'queue-answered',
    'Who has waited is answered when the first has gone',
    'What a client has sent while it waited is kept by the system: accept and read as if it had come just now.',
    {
      steps: [
        ...first,
        ...waits('second'),
        { op: 'send', messages: ['and I have waited'], client: 'second' },
        { op: 'quiet', ms: PAUSE, client: 'second' },
        firstGoes,
        isServed('second'),
        { op: 'expect', messages: ['and I have waited'], client: 'second' },
        ...exchange(hello, 'second'),
      ],
    },
    { points: 7, because: QUEUE, needs: ['one-at-a-time', 'any-cut'] },
  ),
  check(
    'in-order',
    'Those who wait are served in the order in which they came',
    'accept returns the one that has waited longest. Where you keep a list of your own, take from its front.',
    {
      steps: [
        ...first,
        ...waits('second'),
        ...waits('third'),
        { op: 'quiet', ms: PAUSE, client: 'third' },
        firstGoes,
        isServed('second'),
        { op: 'quiet', ms: PAUSE, client: 'third' },
        { op: 'close', client: 'second' },
        isServed('third'),
      ],
    },
    { points: 5, because: QUEUE, needs: ['queue-answered'] },
  ),
  check(
    'five-wait',
    'Five clients can wait',
    'The number that listen takes says how many may wait, not how many may be served.',
    {
      // Whoever finds no room in the queue is kept asking by its own system, until the first has been silent for too long: that shows.
      steps: [
        ...first,
        ...waiting.flatMap((client) => [...waits(client), ...first]),
        firstGoes,
        ...waiting.flatMap((client): Step[] => [isServed(client), { op: 'close', client }]),
      ],
    },
    { points: 5, because: FIVE, needs: ['in-order'] },
  ),
  check(
    'falls-silent',
    'A client that falls silent does not keep the others for ever',
    'Set a timeout on each connection (settimeout, SO_RCVTIMEO, setSoTimeout). When it is over, close this connection and accept the next.',
    {
      steps: [
        ...exchange(hello, 'falls silent'),
        { op: 'raw', bytes: 'and half a', client: 'falls silent' },
        ...waits('second'),
        // It waits behind the second, who is served until it leaves: for as long as the first may be silent nothing comes here.
        { op: 'connect', client: 'third' },
        { op: 'quiet', ms: SILENCE, client: 'third' },
        isServed('second'),
        { op: 'closed', orReset: true, client: 'falls silent' },
      ],
    },
    { points: 6, because: SENT_AWAY, needs: ['in-order', 'closes-connections', 'cut-message', 'slow-typist'] },
  ),
  check(
    'slow-typist',
    'A client that thinks for two seconds is not sent away',
    'Five seconds of silence are allowed, counted from the last that has come.',
    {
      steps: [...exchange(hello), { op: 'quiet', ms: THINKING }, ...exchange(hello)],
    },
    { points: 3, because: SENT_AWAY, needs: ['several-messages'] },
  ),
  check(
    'gives-up',
    'A client that leaves the queue does not disturb the others',
    'Who has waited may be gone when its turn comes: accept, recv and send may fail for it. Catch that for each client, and go on.',
    {
      steps: [
        ...first,
        ...waits('gives up'),
        { op: 'close', client: 'gives up' },
        ...waits('breaks off'),
        { op: 'reset', client: 'breaks off' },
        ...waits('stays'),
        { op: 'quiet', ms: PAUSE, client: 'stays' },
        firstGoes,
        isServed('stays'),
        { op: 'close', client: 'stays' },
        ...stillServes(hello),
      ],
    },
    { points: 4, because: SURVIVES, needs: ['five-wait', 'reset'] },
  ),
  stopsWithClients(hello, { points: 2, because: STOPS, needs: ['one-exchange'] }),
  restart(hello, { points: 4, because: RESTART, needs: ['one-exchange'] }),
];

const SENDS = 'sends each line of its standard input, empty ones too, waits for the echo, prints';
const ENDS =
  'When its input ends (Ctrl+D, or the end of a file) and every line was answered, it ends with exit code 0.';
const PIECES = 'An echo may come in pieces.';
const WAITS =
  'It may well be queued behind others, and a silent one may be among them: it waits for each echo for 10 seconds.';
const FAILS =
  'When it cannot connect, no echo comes in this time, or the server closes the connection, it says so and ends with exit code 1.';

/** `label` is what the client prints before an echo. */
export function checksFor(label: string): Checks {
  const dialogue = (text: string): Dialogue => ({
    input: 'hello\n',
    request: text,
    reply: text,
    prints: `${label}: ${text}`,
  });
  const usual = dialogue('hello');
  const asks = (text: string): Step => ({ op: 'expect', messages: [text] });
  const gives = (text: string) => answer(dialogue(text));
  const started = { input: 'hello\n' };

  return {
    server,
    client: [
      sendsRequest(usual, { points: 10, because: SENDS }),
      printsReply(usual, { points: 10, because: SENDS, needs: ['sends'] }),
      scripted(
        'next-line',
        'The client asks for the next line when it has the echo',
        'Read, send, receive and print in a loop.',
        [
          ...request(usual),
          ...gives('hello'),
          program({ act: 'type', text: 'how are you?\n' }),
          asks('how are you?'),
          ...gives('how are you?'),
        ],
        { points: 8, because: SENDS, needs: ['prints'] },
        started,
      ),
      scripted(
        'empty-line',
        'An empty line is sent and echoed',
        'An empty line is a message like others: what the server waits for is the line feed.',
        [
          ...request(dialogue('')),
          { op: 'send', messages: [''] },
          program({ act: 'type', text: 'hello\n' }),
          asks('hello'),
          ...gives('hello'),
        ],
        { points: 4, because: SENDS, needs: ['next-line'] },
        { input: '\n' },
      ),
      scripted(
        'input-ends',
        'When its input ends, the client ends',
        'In Python input() raises EOFError at the end of the input, in C getline returns -1, in Java readLine null.',
        [...request(usual), ...gives('hello'), program({ act: 'end-input' }), program({ act: 'ends', code: 'zero' })],
        { points: 6, because: ENDS, needs: ['prints'] },
        started,
      ),
      scripted(
        'input-at-once',
        'Lines of a file are sent one by one, and all are answered before the client ends',
        'One read of standard input may return several lines, and its end: read by lines, and close only when you have the last echo.',
        [
          ...request(dialogue('one')),
          ...gives('one'),
          asks('two'),
          ...gives('two'),
          asks('three'),
          ...gives('three'),
          program({ act: 'ends', code: 'zero' }),
        ],
        { points: 5, because: ENDS, needs: ['next-line', 'input-ends'] },
        { input: 'one\ntwo\nthree\n', inputEnds: true },
      ),
      scripted(
        'waits',
        'The next line is sent only after the echo',
        'Wait for the echo of a line before you read the next one.',
        [
          ...request(dialogue('one')),
          { op: 'quiet', ms: PAUSE },
          ...gives('one'),
          asks('two'),
          { op: 'quiet', ms: PAUSE },
        ],
        { points: 5, because: SENDS, needs: ['input-at-once'] },
        { input: 'one\ntwo\n' },
      ),
      splitReply(usual, ['h', 'ell', 'o\n'], { points: 8, because: PIECES, needs: ['prints'] }),
      scripted(
        'waits-in-queue',
        'The client waits in the queue behind a silent one',
        'Set the timeout of the socket to what the sheet says: the server needs 5 seconds to send a silent client away.',
        [...request(usual), { op: 'quiet', ms: BEHIND_A_SILENT_ONE }, ...gives('hello')],
        { points: 10, because: WAITS, needs: ['prints'] },
        started,
      ),
      serverCloses(usual, { points: 7, because: FAILS, needs: ['sends'] }),
      cutOff(usual, 'hel', { points: 5, because: FAILS, needs: ['server-closes', 'split-reply'] }),
      scripted(
        'sent-away',
        'When the server sends the client away between two lines, it ends with an error',
        'Look at what recv returns each time, not only the first: an empty read is the end of the stream.',
        [
          ...request(usual),
          ...gives('hello'),
          { op: 'close' },
          program({ act: 'type', text: 'are you there?\n' }),
          program({ act: 'ends', code: 'nonzero' }),
        ],
        { points: 5, because: FAILS, needs: ['server-closes', 'next-line'] },
        started,
      ),
      serverResets(usual, { points: 3, because: FAILS, needs: ['server-closes'] }),
      scripted(
        'never-answers',
        'When no echo comes, the client gives up with an error',
        'Set a timeout on the socket (settimeout, SO_RCVTIMEO, setSoTimeout), and end with an exit code that is not 0 when it is over.',
        [...request(usual), program({ act: 'ends', code: 'nonzero', withinMs: GIVES_UP_WITHIN })],
        { points: 8, because: FAILS, needs: ['sends'] },
        started,
      ),
      refused(usual, { points: 6, because: FAILS }),
    ],
  };
}
