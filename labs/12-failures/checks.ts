import { defined } from '../../src/core/defined.js';
import type { Check, Checks, StartOptions } from '../../src/lab/check.js';
import {
  answer,
  lateReply,
  printsReply,
  program,
  request,
  sendsRequest,
  splitReply,
  type Dialogue,
} from '../../src/lab/client-checks.js';
import { needsNobody, restart } from '../../src/lab/program-checks.js';
import {
  anyCut,
  closesAbandoned,
  closesConnections,
  endlessMessage,
  exchange,
  leavesAtOnce,
  nextClients,
  oneExchange,
  othersAnswered,
  resetSurvived,
  severalMessages,
  stillServes,
  visit,
  type Own,
  type Sample,
} from '../../src/lab/server-checks.js';
import type { CheckStep } from '../../src/lab/step.js';

const ECHOES =
  'It echoes each line (bytes up to and including a line feed, whatever they are) to any number of clients at the same time.';
const HALF = 'A client that ends its own direction gets the echoes that it is owed, and then its connection is closed.';
const SURVIVES =
  'No other client can stop it or keep others waiting, and the connection of each that is gone is closed: not one that breaks off, that leaves without a word, in the middle of a line or without reading, that says nothing, or that sends a line without end.';
const NEVER_READS = 'From one that never reads it takes no more than the systems can hold.';
const ALONE = 'It needs nobody at its keyboard: its standard input may be at its end from the beginning.';
const STOPS =
  'On SIGTERM (`kill PID`) and on SIGINT (Ctrl+C) it stops in order: it takes no more clients, echoes the lines that have come by then, closes each connection so that its client reads the end of the stream and not a reset, and ends with exit code 0.';
const SOON = 'That takes 3 seconds at most, whether its clients are silent or do not read.';
const RESTART = 'When it was stopped in any way, it can be started again at once;';
const TAKEN = 'when its port is taken, it says so and ends with exit code 1.';

const SENDS =
  'sends each line of its standard input, waits for the echo and prints it as it is; when the input ends, it ends with exit code 0.';
const PIECES = 'Echoes may come late and in pieces.';
const FAILS =
  'When something goes wrong, it writes one line about it to standard error and ends: with the word `refused` and exit code 2 when nobody listens; with `closed` and 3 when the server ends the connection before the whole echo is there; with `reset` and 4 when the server breaks the connection; with `no answer` and 5 when nothing comes for 5 seconds.';
const AGAIN =
  'That nobody listens may pass: before it gives up it tries five times, and waits 0.2, 0.4, 0.8 and 1.6 seconds in between.';

const STOPS_WITHIN = 3000;
const GIVES_UP_WITHIN = 6000; // five seconds, and a look at the clock every second
const BACK_OFF = 3000; // of all four pauses
const ROUGHLY = 100; // a clock may go by ticks

type Steps = readonly CheckStep[];

function echoed(send: string | Uint8Array): Sample {
  return { send, replies: [send] };
}

function of(id: string, title: string, hint: string, steps: Steps, own: Own, start?: StartOptions): Check {
  return { id, title, hint, ...own, script: { steps, ...defined({ start }) } };
}

function signal(name: 'SIGTERM' | 'SIGINT'): CheckStep {
  return program({ act: 'signal', signal: name });
}

const hello = echoed('the server is alive');
const long = 'Is anybody there? '.repeat(20);
const many = Array.from({ length: 1000 }, (_, index) => `line ${index + 1}`);

const stopsInOrder: (name: 'SIGTERM' | 'SIGINT') => Steps = (name) => [
  { op: 'connect', client: 'silent' },
  ...exchange(hello, 'stays'),
  program({ act: 'runs' }),
  signal(name),
  { op: 'closed', client: 'stays' },
  { op: 'closed', client: 'silent' },
  program({ act: 'ends', code: 'zero', withinMs: STOPS_WITHIN }),
];

const dialogue: Dialogue = { input: 'hello\n', request: 'hello', reply: 'hello', prints: 'hello\n' };
const typed = { input: 'hello\n' };
const nobody = { ...typed, nobodyListens: true };

function fails(
  code: number,
  says: string,
  more: { readonly withinMs?: number; readonly notBeforeMs?: number } = {},
): CheckStep {
  return program({ act: 'ends', code, says, ...more });
}

/** The port is that of a variant. */
export function checksFor(port: number): Checks {
  return {
    server: [
      oneExchange(hello, { points: 5, because: ECHOES }),
      severalMessages([hello, echoed('last words'), echoed(''), echoed('and then')], {
        points: 4,
        because: ECHOES,
        needs: ['one-exchange'],
      }),
      nextClients(hello, { points: 5, because: ECHOES, needs: ['one-exchange'] }),
      anyCut(
        { messages: 'bytes', longest: 200 },
        { points: 6, because: ECHOES, needs: ['several-messages', 'next-clients'], continues: true },
      ),
      othersAnswered({ begin: 'the server', rest: ' is alive\n' }, hello, {
        points: 8,
        because: SURVIVES,
        needs: ['next-clients'],
      }),
      closesConnections(hello, { points: 5, because: SURVIVES, needs: ['next-clients'] }),
      of(
        'half-close',
        'A client that ends only its own direction has its echoes, and nothing after them',
        'An empty read is the end of the stream and no line: send what is still owed, then close.',
        [
          { op: 'send', messages: ['one', 'two', 'last words'] },
          { op: 'end' },
          { op: 'expect', messages: ['one', 'two', 'last words'] },
          { op: 'closed' },
        ],
        { points: 6, because: HALF, needs: ['closes-connections', 'several-messages'] },
      ),
      leavesAtOnce(hello, { points: 3, because: SURVIVES, needs: ['next-clients'] }),
      resetSurvived(hello, 'and th', { points: 8, because: SURVIVES, needs: ['leaves-at-once'] }),
      closesAbandoned(hello, 'and th', {
        points: 3,
        because: SURVIVES,
        needs: ['closes-connections', 'leaves-at-once'],
      }),
      of(
        'close-unread',
        'A client that closes without reading its answers does not stop the server',
        'Sending to a client that is gone fails (EPIPE), and in C it ends the program unless SIGPIPE is ignored.',
        [
          // So many lines that the server is still sending when nobody is there any more.
          ...exchange(hello, 'first'),
          { op: 'pause', client: 'does not wait' },
          { op: 'raw', client: 'does not wait', bytes: '\n'.repeat(39_000) },
          { op: 'close', client: 'does not wait' },
          { op: 'close', client: 'first' },
          ...stillServes(hello),
        ],
        { points: 6, because: SURVIVES, needs: ['reset', 'several-messages'] },
      ),
      endlessMessage(hello, 'x'.repeat(60_000), { points: 3, because: SURVIVES, needs: ['closes-abandoned', 'reset'] }),
      of(
        'never-reads',
        'A client that never reads fills no memory, and keeps no other waiting',
        'Read on only when what you have sent is taken: a thread that waits in sendall does so by itself; in Node pause when write returns false, in asyncio await drain().',
        [
          { op: 'overfill', client: 'never reads', messages: [long] },
          ...visit(hello, 'second'),
          ...visit(hello, 'third'),
          { op: 'close', client: 'never reads' },
          ...stillServes(hello),
        ],
        { points: 4, because: NEVER_READS, needs: ['close-unread', 'others-answered'] },
      ),
      needsNobody(hello, { points: 3, because: ALONE, needs: ['one-exchange'] }),
      of(
        'stops',
        'On SIGTERM the clients read the end of the stream, and the server ends with exit code 0',
        'Handle the signal: close the listening socket, end each connection, wait for the threads, and let the program end. Unhandled, the signal ends it with an exit code that is not 0.',
        stopsInOrder('SIGTERM'),
        {
          points: 10,
          because: STOPS,
          needs: ['others-answered', 'half-close'],
        },
      ),
      of(
        'stops-by-interrupt',
        'Ctrl+C stops the server in the same way',
        'SIGINT is another signal than SIGTERM: let both do the same. In Python it is a KeyboardInterrupt otherwise.',
        stopsInOrder('SIGINT'),
        {
          points: 4,
          because: STOPS,
          needs: ['stops'],
        },
      ),
      of(
        'stops-after-echoes',
        'Lines that have come before the signal are echoed',
        'Stop reading, not sending: shutdown(SHUT_RD) lets recv return what is there already, and then the end of the stream. Close when that is answered.',
        [
          { op: 'send', messages: many },
          { op: 'expect', messages: many.slice(0, 1) },
          signal('SIGTERM'),
          { op: 'expect', messages: many.slice(1) },
          { op: 'closed' },
          program({ act: 'ends', code: 'zero', withinMs: STOPS_WITHIN }),
        ],
        { points: 5, because: STOPS, needs: ['stops', 'any-cut'] },
      ),
      of(
        'stops-unread',
        'The server stops although a client does not read',
        'A thread that sends to somebody who does not read never ends: wait for it for two seconds, not for ever.',
        [
          { op: 'overfill', client: 'never reads', messages: [long] },
          program({ act: 'runs' }),
          signal('SIGTERM'),
          program({ act: 'ends', code: 'zero', withinMs: STOPS_WITHIN }),
        ],
        { points: 4, because: SOON, needs: ['stops', 'never-reads'] },
      ),
      restart(hello, { points: 5, because: RESTART, needs: ['one-exchange'] }),
      of(
        'port-taken',
        'When its port is taken, the server says so and ends',
        'Look at what bind returns, or catch what it throws: write the error to standard error, and end with exit code 1.',
        [program({ act: 'ends', code: 1 })],
        {
          points: 3,
          because: TAKEN,
          needs: ['one-exchange'],
        },
        { portTaken: port, cannotListen: true },
      ),
    ],
    client: [
      sendsRequest(dialogue, { points: 7, because: SENDS }),
      printsReply(dialogue, { points: 7, because: SENDS, needs: ['sends'] }),
      of(
        'next-line',
        'The client sends the next line when it has the echo',
        'Read, send, receive and print in a loop.',
        [
          ...request(dialogue),
          ...answer(dialogue),
          program({ act: 'type', text: 'are you there?\n' }),
          { op: 'expect', messages: ['are you there?'] },
          ...answer({ ...dialogue, reply: 'are you there?', prints: 'are you there?\n' }),
        ],
        { points: 6, because: SENDS, needs: ['prints'] },
        typed,
      ),
      of(
        'input-at-once',
        'Lines that are all there from the beginning are sent one by one',
        'One read of standard input may return several lines: read by lines.',
        [
          ...request({ request: 'one' }),
          ...answer({ ...dialogue, reply: 'one', prints: 'one\n' }),
          { op: 'expect', messages: ['two'] },
          ...answer({ ...dialogue, reply: 'two', prints: 'two\n' }),
        ],
        { points: 4, because: SENDS, needs: ['next-line'] },
        { input: 'one\ntwo\n', inputEnds: true },
      ),
      of(
        'input-ends',
        'When its input ends, the client ends with exit code 0',
        'In Python a loop over sys.stdin ends by itself; in C getline returns -1, in Java readLine null.',
        [
          ...request(dialogue),
          ...answer(dialogue),
          program({ act: 'end-input' }),
          { op: 'closed' },
          { op: 'close' },
          program({ act: 'ends', code: 'zero' }),
        ],
        { points: 6, because: SENDS, needs: ['prints'] },
        typed,
      ),
      splitReply(dialogue, ['hel', 'l', 'o\n'], { points: 7, because: PIECES, needs: ['prints'] }),
      lateReply(dialogue, { points: 3, because: PIECES, needs: ['prints'] }),
      of(
        'refused',
        'When nobody listens, the client says that it was refused, and ends with exit code 2',
        'connect fails with ECONNREFUSED (ConnectionRefusedError): tell it from other errors. An exception that nobody catches ends a program with 1.',
        [fails(2, 'refused', { withinMs: BACK_OFF })],
        { points: 10, because: FAILS },
        nobody,
      ),
      of(
        'tries-again',
        'A server that is started a moment later is found',
        'When connect was refused, wait, make a new socket and connect again.',
        [program({ act: 'let-in', refusals: 1 }), ...request(dialogue), ...answer(dialogue)],
        { points: 9, because: AGAIN, needs: ['prints'] },
        nobody,
      ),
      of(
        'keeps-trying',
        'The client does not give up after the third attempt',
        'Five attempts are four pauses: count them.',
        [program({ act: 'let-in', refusals: 3 }), ...request(dialogue), ...answer(dialogue)],
        { points: 5, because: AGAIN, needs: ['tries-again'] },
        nobody,
      ),
      of(
        'backs-off',
        'The client waits longer before each attempt, and does not give up before the fifth',
        'Double the pause each time. Attempts without pauses are over before the server is there, and a burden to the machine.',
        [fails(2, 'refused', { withinMs: BACK_OFF, notBeforeMs: BACK_OFF - ROUGHLY })],
        { points: 6, because: AGAIN, needs: ['refused', 'keeps-trying'] },
        nobody,
      ),
      of(
        'server-closes',
        'When the server closes without an echo, the client says so, and ends with exit code 3',
        'An empty read is the end of the stream and no echo. It is no error of the system: you have to look for it.',
        [...request(dialogue), { op: 'close' }, fails(3, 'closed')],
        { points: 9, because: FAILS, needs: ['sends'] },
        typed,
      ),
      of(
        'cut-off',
        'Half an echo before the end of the stream is none',
        'Look whether the line feed is there when the stream ends.',
        [...request(dialogue), { op: 'raw', bytes: 'hel' }, { op: 'close' }, fails(3, 'closed')],
        { points: 4, because: FAILS, needs: ['server-closes', 'split-reply'] },
        typed,
      ),
      of(
        'server-resets',
        'When the connection is broken, the client says so, and ends with exit code 4',
        'recv fails with ECONNRESET (ConnectionResetError) when the server has broken off: tell it from other errors.',
        [...request(dialogue), { op: 'reset' }, fails(4, 'reset')],
        { points: 8, because: FAILS, needs: ['sends'] },
        typed,
      ),
      of(
        'never-answers',
        'When no echo comes, the client says so, and ends with exit code 5',
        'Set a timeout on the socket (settimeout, SO_RCVTIMEO, setSoTimeout), and tell it from other errors when it is over.',
        [...request(dialogue), fails(5, 'no answer', { withinMs: GIVES_UP_WITHIN })],
        { points: 9, because: FAILS, needs: ['sends'] },
        typed,
      ),
    ],
  };
}
