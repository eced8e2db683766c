import type { Check, Checks } from '../../src/lab/check.js';
import {
  answer,
  cutOff,
  lateReply,
  neverAnswers,
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
import { fillsMemory, restart, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  anyCut,
  check,
  closesConnections,
  closeUnread,
  conversation,
  cutMessage,
  halfClose,
  nextClients,
  oneExchange,
  resetSurvived,
  severalMessages,
  stillServes,
  type Own,
  type Sample,
} from '../../src/lab/server-checks.js';

/** In bytes of a message. */
const LONGEST = 1_048_576;

const encoder = new TextEncoder();

function echoed(send: string | Uint8Array): Sample {
  return { send, replies: [send] };
}

/** Bytes of the wire: text as it is, numbers as bytes. */
function wire(...parts: readonly (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(encoder.encode(part)) : [part])),
  );
}

/** A length with nothing behind it. */
function length(size: number): Uint8Array {
  return Uint8Array.of(size >>> 24, size >>> 16, size >>> 8, size);
}

/** After these bytes of the wire the server closes, though the client does not. */
function refuses(id: string, title: string, hint: string, bytes: Uint8Array, own: Own): Check {
  return check(
    id,
    title,
    hint,
    {
      steps: [
        { op: 'raw', bytes, client: 'announces' },
        { op: 'closed', orReset: true, client: 'announces' },
        ...stillServes(hello),
      ],
    },
    own,
  );
}

/** The client ends its direction inside a frame: there is nothing to answer. */
function endsInside(id: string, title: string, hint: string, begin: Uint8Array, own: Own): Check {
  return check(
    id,
    title,
    hint,
    {
      steps: [
        { op: 'raw', bytes: begin, client: 'ends early' },
        { op: 'end', client: 'ends early' },
        { op: 'closed', orReset: true, client: 'ends early' },
        ...stillServes(hello),
      ],
    },
    own,
  );
}

const hello = echoed('hello');
// In two messages, so that one byte of the length is enough.
const everyByte = [0, 128].map((from) => Uint8Array.from({ length: 128 }, (_, index) => from + index));
const long = 'The length of this message does not fit into one byte. '.repeat(8);

const FORM =
  'A message is a length of four bytes, big-endian, and then that many bytes; the server sends the same message back in the same form.';
const ANY = 'The length may be 0, and the bytes may be of any value.';
const CUT = 'It makes no difference how the bytes arrive: a length or a message in pieces, several frames at once.';
const LIMIT =
  'It accepts messages of up to 1048576 bytes, and closes a connection that announces more, at once and before anything of that message has come.';
const INSIDE =
  'A stream that ends inside a frame is an error of that client alone: nothing is answered, and the connection is closed.';
const OTHERS =
  'It goes on serving other clients, one after another or several at once, when one ends, breaks off or does not wait for its replies; one that never reads must not fill its memory.';
const STOPS =
  'On SIGTERM (`kill PID`) it ends within 3 seconds, also while clients are connected, and can then be started again at once.';

const SENDS =
  'A client that reads its standard input by lines, sends each as one message, without the line feed and in UTF-8, waits for the echo,';

export function checksFor(label: string): Checks {
  const dialogue: Dialogue = { input: 'hello\n', request: 'hello', reply: 'hello', prints: `${label}: hello` };
  const PRINTS = `and prints \`${label}: \` and the message that has come.`;
  const LINES =
    'An empty line is an empty message, a line may have 70000 characters, and a last line may be without its line feed.';
  const ENDS = 'When its input ends it closes the connection and ends.';
  const PIECES = 'The echo may come late and in pieces, cut anywhere.';
  const TOO_LONG = 'It takes no message of more than 1048576 bytes from the server: that is an error, too.';
  const FAILS =
    'When it cannot connect, the server closes or breaks off before the whole echo is there, or nothing comes for 5 seconds, it says so and ends with exit code 1.';
  const answered = (text: string): Dialogue => ({
    input: `${text}\n`,
    request: text,
    reply: text,
    prints: `${label}: ${text}\n`,
  });

  return {
    server: [
      oneExchange(hello, {
        points: 7,
        because: FORM,
        hint: 'Compare the bytes with those of `wirelab run`: four for the length, the most significant first, and the length counts only what follows it.',
      }),
      severalMessages([hello, echoed('Is anybody there?'), echoed('x'), hello], {
        points: 5,
        because: FORM,
        needs: ['one-exchange'],
      }),
      conversation(
        'empty-message',
        'An empty message is sent back',
        'A length of 0 is no end: recv of no bytes returns at once, and only an empty read of more is the end.',
        [echoed(''), hello, echoed('')],
        {
          points: 5,
          because: ANY,
          needs: ['several-messages'],
        },
      ),
      conversation(
        'letters',
        'The length counts bytes, not characters',
        'Take the length of the bytes: encode first, or do not decode at all.',
        [echoed('né'), echoed('grüß dich 👋'), hello],
        {
          points: 5,
          because: FORM,
          needs: ['several-messages'],
        },
      ),
      conversation(
        'every-byte',
        'Bytes of every value come back',
        'A message need not be text, and may hold zero bytes: go by the length alone.',
        [echoed(wire(0xff, 0xfe, 0x00, 0x80)), ...everyByte.map(echoed), echoed(wire(0, 0, 0, 5)), hello],
        { points: 5, because: ANY, needs: ['letters'] },
      ),
      conversation(
        'two-bytes',
        'A message of 440 bytes comes back',
        'A length above 255 needs more than one of its four bytes: convert all of them (struct, ntohl, readInt).',
        [echoed(long), hello],
        {
          points: 4,
          because: FORM,
          needs: ['several-messages'],
        },
      ),
      nextClients(hello, { points: 5, because: OTHERS, needs: ['one-exchange'] }),
      check(
        'glued',
        'Three messages that arrive at once are three messages',
        'Bytes behind the end of a message belong to the next one: read no more than the frame has, or keep the rest.',
        {
          steps: [
            { op: 'send', messages: ['one', 'two', 'three'] },
            { op: 'expect', messages: ['one', 'two', 'three'] },
            { op: 'send', messages: ['', 'x', ''] },
            { op: 'expect', messages: ['', 'x', ''] },
          ],
        },
        { points: 7, because: CUT, needs: ['several-messages', 'empty-message'] },
      ),
      cutMessage(
        hello,
        [
          [wire(0, 0, 0, 5), 'hello'],
          [wire(0, 0, 0, 5, 'he'), 'llo'],
          [wire(0, 0, 0, 5, 'hell'), 'o'],
        ],
        {
          id: 'cut-body',
          title: 'A message that comes in pieces is sent back whole',
          hint: 'recv(n) returns at most n bytes, and may return fewer: call it until all of them are there.',
          points: 8,
          because: CUT,
          needs: ['glued', 'next-clients'],
          continues: true,
        },
      ),
      cutMessage(
        hello,
        [
          [wire(0), wire(0, 0, 5, 'hello')],
          [wire(0, 0), wire(0, 5, 'hello')],
          [wire(0, 0, 0), wire(5, 'hello')],
        ],
        {
          id: 'cut-header',
          title: 'A length that comes in pieces is understood',
          hint: 'The four bytes of the length can come in pieces, too: receive them with the function that receives the message.',
          points: 8,
          because: CUT,
          needs: ['cut-body'],
          continues: true,
        },
      ),
      anyCut(
        { messages: 'bytes', longest: 200, including: [wire(0, 0, 0, 1)] },
        { points: 6, because: CUT, needs: ['cut-header', 'every-byte'], continues: true },
      ),
      conversation(
        'long',
        'A message of 70000 bytes comes back',
        'No single recv returns so much, and a buffer has to have room for it.',
        [echoed('0123456'.repeat(10_000)), hello],
        {
          points: 4,
          because: LIMIT,
          needs: ['cut-body', 'two-bytes'],
        },
      ),
      conversation(
        'longest',
        'A message of exactly 1048576 bytes comes back',
        'The limit itself is allowed: refuse what is greater, not what is equal.',
        [echoed('0123456789abcdef'.repeat(LONGEST / 16)), hello],
        {
          points: 3,
          because: LIMIT,
          needs: ['long'],
        },
      ),
      refuses(
        'too-long',
        'A length of 1048577 is refused before the message has come',
        'Compare the length with the limit as soon as you have it, and close; do not wait for the message.',
        length(LONGEST + 1),
        {
          points: 6,
          because: LIMIT,
          needs: ['closes-connections', 'two-bytes'],
        },
      ),
      refuses(
        'four-gib',
        'A length of 4294967295 is refused too',
        'The length has no sign: in a signed type of 32 bits ff ff ff ff is -1, which is below every limit.',
        length(0xffff_ffff),
        {
          points: 5,
          because: LIMIT,
          needs: ['too-long'],
        },
      ),
      endsInside(
        'ends-in-header',
        'A stream that ends inside a length stops nobody',
        'Fewer than four bytes are no length: look how many have come before you convert them.',
        wire(0, 0),
        { points: 3, because: INSIDE, needs: ['closes-connections'] },
      ),
      endsInside(
        'ends-in-body',
        'A stream that ends inside a message is not answered',
        'What has come is no message: look whether all of it is there before you answer.',
        wire(0, 0, 0, 5, 'he'),
        { points: 3, because: INSIDE, needs: ['ends-in-header'] },
      ),
      halfClose(hello, { points: 2, because: FORM, needs: ['closes-connections'] }),
      closesConnections(hello, { points: 2, because: OTHERS, needs: ['next-clients'] }),
      resetSurvived(hello, wire(0, 0, 0, 5, 'he'), { points: 2, because: OTHERS, needs: ['next-clients'] }),
      closeUnread(hello, wire(...Array.from({ length: 2000 }, () => [0, 0, 0, 14, 'Are you there?']).flat()), {
        points: 1,
        because: OTHERS,
        needs: ['reset', 'glued'],
      }),
      fillsMemory(echoed('0123456'.repeat(8000)), { points: 1, because: OTHERS, needs: ['long', 'close-unread'] }),
      stopsWithClients(hello, { points: 1, because: STOPS, needs: ['one-exchange'] }),
      restart(hello, { points: 2, because: STOPS, needs: ['one-exchange'] }),
    ],
    client: [
      sendsRequest(dialogue, {
        points: 10,
        because: SENDS,
        hint: 'Four bytes for the length, the most significant first, without itself; then the line without its line feed.',
      }),
      printsReply(dialogue, { points: 8, because: PRINTS, needs: ['sends'] }),
      scripted(
        'next-line',
        'The client sends the next line on the same connection',
        'Read, send, receive and print in a loop; connect before it.',
        [
          ...request(dialogue),
          ...answer(dialogue),
          program({ act: 'type', text: 'how are you?\n' }),
          { op: 'expect', messages: ['how are you?'] },
          ...answer(answered('how are you?')),
        ],
        { points: 6, because: SENDS, needs: ['prints'] },
        { input: 'hello\n' },
      ),
      scripted(
        'empty-line',
        'An empty line is sent as an empty message',
        'Its frame is 00 00 00 00, and so is its echo: receiving no bytes is done at once.',
        [
          ...request({ request: '' }),
          { op: 'send', messages: [''] },
          program({ act: 'prints', text: `${label}:` }),
          program({ act: 'type', text: 'hello\n' }),
          { op: 'expect', messages: ['hello'] },
          ...answer(dialogue),
        ],
        { points: 5, because: LINES, needs: ['next-line'] },
        { input: '\n' },
      ),
      scripted(
        'letters',
        'The length counts bytes, not characters',
        'Encode the line first, and take the length of the bytes.',
        [
          ...request({ request: 'né' }),
          ...answer(answered('né')),
          program({ act: 'type', text: 'grüß dich 👋\n' }),
          { op: 'expect', messages: ['grüß dich 👋'] },
          ...answer(answered('grüß dich 👋')),
        ],
        { points: 8, because: SENDS, needs: ['next-line'] },
        { input: 'né\n' },
      ),
      scripted(
        'input-at-once',
        'Lines that are all there from the beginning are sent one by one',
        'One read of standard input may return several lines: read by lines.',
        [
          ...request({ request: 'one' }),
          ...answer(answered('one')),
          { op: 'expect', messages: ['two'] },
          ...answer(answered('two')),
          { op: 'expect', messages: ['three'] },
          ...answer(answered('three')),
        ],
        { points: 3, because: SENDS, needs: ['next-line'] },
        { input: 'one\ntwo\nthree\n' },
      ),
      scripted(
        'input-ends',
        'When its input ends, the client closes the connection and ends',
        'Leave the loop at the end of the input, close the socket, and let the program end.',
        [
          ...request(dialogue),
          ...answer(dialogue),
          program({ act: 'end-input' }),
          { op: 'closed' },
          { op: 'close' },
          program({ act: 'ends', code: 'zero' }),
        ],
        { points: 5, because: ENDS, needs: ['prints'] },
        { input: 'hello\n' },
      ),
      scripted(
        'no-line-feed',
        'A last line without a line feed is sent whole',
        'Take a line feed off only where there is one.',
        [...request(dialogue), ...answer(dialogue)],
        {
          points: 2,
          because: LINES,
          needs: ['prints'],
        },
        { input: 'hello', inputEnds: true },
      ),
      splitReply(dialogue, [wire(0, 0, 0, 5, 'he'), 'l', 'lo'], {
        id: 'cut-body',
        title: 'An echo that comes in pieces is printed whole',
        hint: 'recv(n) returns at most n bytes, and may return fewer: call it until all of them are there.',
        points: 8,
        because: PIECES,
        needs: ['prints'],
      }),
      splitReply(dialogue, [wire(0), wire(0, 0), wire(5, 'hello')], {
        id: 'cut-header',
        title: 'A length that comes in pieces is understood',
        hint: 'The four bytes of the length can come in pieces, too: receive them with the function that receives the message.',
        points: 8,
        because: PIECES,
        needs: ['cut-body'],
      }),
      lateReply(dialogue, { points: 2, because: PIECES, needs: ['prints'] }),
      scripted(
        'long-line',
        'A line of 70000 characters is sent, and its echo printed',
        'Take as much memory as the line needs, and put its length into all four bytes.',
        [...request({ request: '0123456'.repeat(10_000) }), ...answer(answered('0123456'.repeat(10_000)))],
        { points: 5, because: LINES, needs: ['cut-body'] },
        { input: `${'0123456'.repeat(10_000)}\n` },
      ),
      scripted(
        'too-long',
        'A length of 1048577 from the server is an error',
        'Compare the length with the limit before you receive the message: servers can be wrong, too.',
        [
          ...request(dialogue),
          { op: 'pause' },
          { op: 'raw', bytes: length(LONGEST + 1) },
          { op: 'raw', bytes: '0123456789abcdef'.repeat(LONGEST / 16) },
          { op: 'raw', bytes: '0' },
          program({ act: 'ends', code: 'nonzero' }),
        ],
        { points: 4, because: TOO_LONG, needs: ['cut-header'] },
        { input: 'hello\n' },
      ),
      serverCloses(dialogue, { points: 6, because: FAILS, needs: ['sends'] }),
      cutOff(dialogue, wire(0, 0), {
        id: 'ends-in-header',
        title: 'When the server closes inside a length, the client ends with an error',
        hint: 'Fewer than four bytes are no length: look how many have come.',
        points: 3,
        because: FAILS,
        needs: ['server-closes', 'cut-header'],
      }),
      cutOff(dialogue, wire(0, 0, 0, 5, 'he'), {
        id: 'ends-in-body',
        points: 4,
        because: FAILS,
        needs: ['server-closes', 'cut-body'],
      }),
      serverResets(dialogue, { points: 2, because: FAILS, needs: ['server-closes'] }),
      neverAnswers(dialogue, { points: 5, because: FAILS, needs: ['sends'] }),
      refused(dialogue, { points: 6, because: FAILS }),
    ],
  };
}
