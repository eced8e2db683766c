import type { Check, Checks } from '../../src/lab/check.js';
import {
  answer,
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
import { needsNobody, restart, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  anyCut,
  closesConnections,
  closeUnread,
  conversation,
  conversations,
  endlessMessage,
  halfClose,
  nextClients,
  oneExchange,
  resetSurvived,
  severalMessages,
  type Sample,
} from '../../src/lab/server-checks.js';

const REPLIES =
  'It replies `Message received` to every line, however it arrives, and whatever is in it: nothing at all, or bytes that are no text.';
const EXIT =
  'If the line is `exit`, in any case (`EXIT`, `Exit`), it acknowledges that too and then closes this connection.';
const OTHERS =
  'It goes on serving other clients, whatever a client does: ends its stream without `exit`, breaks off, does not wait for its replies, or sends a line without end.';
const ALONE = 'It needs nobody at its keyboard: its standard input may be at its end from the beginning.';
const STOPS = 'On SIGTERM (`kill PID`) it ends within 3 seconds, also while clients are connected.';
const RESTART = 'When the server is stopped, it can be started again at once.';

// No LF, which ends the line, and no CR, which belongs to the end for many.
const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x0a && byte !== 0x0d);

const SENDS =
  'sends each line of its standard input, empty ones too, waits for the reply and prints `Server response: Message received`.';
const PIECES = 'The reply may come late and in pieces.';
const ENDS = 'After `exit`, in any case, has been answered it ends.';
const INPUT_ENDS = 'It also ends when its input ends (Ctrl+D),';
const FAILS =
  'and with an error message and exit code 1 when it cannot connect, the server closes or does not answer for 5 seconds.';

/** The checks of a lab whose server acknowledges with this text. */
export function checksFor(reply: string): Checks {
  return { server: serverChecks(reply), client: clientChecks(reply) };
}

function serverChecks(reply: string): readonly Check[] {
  const acknowledged = (send: string | Uint8Array): Sample => ({ send, replies: [reply] });
  const exit = (send: string): Sample => ({ send, replies: [reply], closes: true });
  const hello = acknowledged('Hello');
  return [
    oneExchange(hello, { points: 8, because: REPLIES }),
    severalMessages([hello, acknowledged('Is anybody there?'), acknowledged('x')], {
      points: 6,
      because: REPLIES,
      needs: ['one-exchange'],
    }),
    conversation(
      'empty-line',
      'An empty line is acknowledged',
      'A line may be empty; only an empty read is the end of the stream.',
      [acknowledged(''), hello, acknowledged('')],
      {
        points: 4,
        because: REPLIES,
        needs: ['several-messages'],
      },
    ),
    conversation(
      'every-byte',
      'A line that is no text is acknowledged',
      'There is no need to decode a line for this; where you do, say what is to become of bytes that are no text.',
      [acknowledged(Uint8Array.of(0xff, 0xfe)), acknowledged(everyByte)],
      { points: 6, because: REPLIES, needs: ['several-messages'] },
    ),
    conversation(
      'exit',
      'exit is acknowledged, and the connection closed',
      'Send the acknowledgement first, then close.',
      [hello, exit('exit')],
      { points: 8, because: EXIT, needs: ['several-messages'] },
    ),
    conversations(
      'after-exit',
      'After exit the server serves the next client',
      'exit ends one connection: leave the loop that reads from it, not the one that accepts.',
      [exit('exit'), hello],
      {
        points: 4,
        because: OTHERS,
        needs: ['exit', 'next-clients'],
        continues: true,
      },
    ),
    conversations(
      'exit-any-case',
      'EXIT and Exit are exit too',
      'Compare in small letters.',
      [exit('EXIT'), exit('Exit')],
      { points: 4, because: EXIT, needs: ['after-exit'], continues: true },
    ),
    conversation(
      'only-exit',
      'A line in which exit is only a word is a line like others',
      'Compare the whole line, not a part of it.',
      [acknowledged('do not exit'), acknowledged('exit, please'), acknowledged('exits'), hello],
      {
        points: 4,
        because: EXIT,
        needs: ['several-messages'],
      },
    ),
    nextClients(hello, { points: 8, because: OTHERS, needs: ['one-exchange'] }),
    anyCut(
      { messages: 'words', longest: 60 },
      { points: 14, because: REPLIES, needs: ['several-messages', 'next-clients'], continues: true },
    ),
    closesConnections(hello, { points: 5, because: OTHERS, needs: ['next-clients'] }),
    halfClose(hello, { points: 4, because: OTHERS, needs: ['closes-connections'] }),
    resetSurvived(hello, 'Hel', { points: 5, because: OTHERS, needs: ['next-clients'] }),
    closeUnread(hello, 'Are you there?\n'.repeat(2000), {
      points: 4,
      because: OTHERS,
      needs: ['reset', 'several-messages'],
    }),
    endlessMessage(hello, 'x'.repeat(60_000), { points: 4, because: OTHERS, needs: ['closes-connections', 'reset'] }),
    needsNobody(hello, { points: 3, because: ALONE, needs: ['one-exchange'] }),
    stopsWithClients(hello, { points: 3, because: STOPS, needs: ['one-exchange'] }),
    restart(hello, { points: 6, because: RESTART, needs: ['one-exchange'] }),
  ];
}

function clientChecks(reply: string): readonly Check[] {
  const dialogue: Dialogue = { input: 'hello\n', request: 'hello', reply, prints: `Server response: ${reply}` };
  return [
    sendsRequest(dialogue, { points: 12, because: SENDS }),
    printsReply(dialogue, { points: 12, because: SENDS, needs: ['sends'] }),
    scripted(
      'next-line',
      'The client asks for the next line when it has the reply',
      'Read, send, receive and print in a loop.',
      [
        ...request(dialogue),
        ...answer(dialogue),
        program({ act: 'type', text: 'how are you?\n' }),
        { op: 'expect', messages: ['how are you?'] },
        ...answer(dialogue),
      ],
      { points: 8, because: SENDS, needs: ['prints'] },
      { input: 'hello\n' },
    ),
    scripted(
      'exit',
      'After exit the client ends',
      'Send exit like other lines, print the reply, and end the loop and the program.',
      [...request({ request: 'exit' }), ...answer(dialogue), { op: 'end' }, program({ act: 'ends', code: 'zero' })],
      { points: 10, because: ENDS, needs: ['prints'] },
      { input: 'exit\n' },
    ),
    scripted(
      'exit-any-case',
      'After EXIT the client ends too',
      'Compare in small letters.',
      [...request({ request: 'EXIT' }), ...answer(dialogue), { op: 'end' }, program({ act: 'ends', code: 'zero' })],
      { points: 4, because: ENDS, needs: ['exit'] },
      { input: 'EXIT\n' },
    ),
    scripted(
      'input-at-once',
      'Lines that are all there from the beginning are sent one by one',
      'One read of standard input may return several lines: read by lines.',
      [
        ...request({ request: 'one' }),
        ...answer(dialogue),
        { op: 'expect', messages: ['two'] },
        ...answer(dialogue),
        { op: 'expect', messages: ['exit'] },
        ...answer(dialogue),
        { op: 'end' },
        program({ act: 'ends', code: 'zero' }),
      ],
      { points: 6, because: SENDS, needs: ['next-line', 'exit'] },
      { input: 'one\ntwo\nexit\n', inputEnds: true },
    ),
    scripted(
      'waits',
      'The next line is sent only after the reply',
      'Wait for the reply to a line before you read the next one.',
      [
        // A right client says nothing in either pause, however long it is: in the second there is no third line.
        ...request({ request: 'one' }),
        { op: 'quiet', ms: 200 },
        ...answer(dialogue),
        { op: 'expect', messages: ['two'] },
        { op: 'quiet', ms: 200 },
      ],
      { points: 6, because: SENDS, needs: ['input-at-once'] },
      { input: 'one\ntwo\n' },
    ),
    scripted(
      'empty-line',
      'An empty line is sent and answered',
      'An empty line is a message like others: what the server waits for is the line feed.',
      [
        ...request({ request: '' }),
        ...answer(dialogue),
        program({ act: 'type', text: 'hello\n' }),
        { op: 'expect', messages: ['hello'] },
        ...answer(dialogue),
      ],
      { points: 4, because: SENDS, needs: ['next-line'] },
      { input: '\n' },
    ),
    scripted(
      'input-ends',
      'When its input ends, the client ends',
      'In Python input() raises EOFError at the end of the input, in C fgets returns NULL, in Java readLine null.',
      [
        ...request(dialogue),
        ...answer(dialogue),
        program({ act: 'end-input' }),
        program({ act: 'ends', code: 'zero' }),
      ],
      { points: 6, because: INPUT_ENDS, needs: ['prints'] },
      { input: 'hello\n' },
    ),
    splitReply(dialogue, [reply.slice(0, 4), reply.slice(4, -3), `${reply.slice(-3)}\n`], {
      points: 8,
      because: PIECES,
      needs: ['prints'],
    }),
    lateReply(dialogue, { points: 2, because: PIECES, needs: ['prints'] }),
    serverCloses(dialogue, { points: 7, because: FAILS, needs: ['sends'] }),
    serverResets(dialogue, { points: 3, because: FAILS, needs: ['server-closes'] }),
    neverAnswers(dialogue, { points: 6, because: FAILS, needs: ['sends'] }),
    refused(dialogue, { points: 6, because: FAILS }),
  ];
}
