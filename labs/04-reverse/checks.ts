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
import { restart, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  anyCut,
  closesConnections,
  closeUnread,
  conversation,
  cutMessage,
  endlessMessage,
  halfClose,
  nextClients,
  nonsense,
  oneExchange,
  resetSurvived,
  severalMessages,
  type Sample,
} from '../../src/lab/server-checks.js';

/** By code point: all texts here are the same by grapheme. */
export function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

function turned(send: string): Sample {
  return { send, replies: [reversed(send)] };
}

const EACH =
  'It serves any number of lines on one connection, however they arrive, empty ones and lines of 60000 bytes too.';
const LINE =
  'A server on port 12345 that replies to each line with the line reversed, by code point at least, by grapheme if you can.';
const NOT_UTF8 = 'A line that is not UTF-8, or that has no end, must not stop it.';
const OTHERS =
  'It goes on serving other clients when one ends, breaks off or does not wait for its replies, and can be started again at once when it was stopped.';
const STOPS = 'On SIGTERM (`kill PID`) it ends within 3 seconds, also while clients are connected.';

const QUESTION = 'Do you want to continue(y/n) :';

const SENDS = 'A client that sends `shaurya says geeksforgeeks`, prints `Received from the server : ` and the reply,';
const ASKS =
  'asks `Do you want to continue(y/n) :`, sends the same again on this connection for `y`, and closes and ends for anything else, also when its input ends.';
const PIECES = 'The reply may come late and in pieces, cut within a character too.';
const FAILS =
  'When it cannot connect, the server closes without a reply or does not reply for 5 seconds, it says so and ends with exit code 1.';

/** The checks of a lab whose client sends this sentence. */
export function checksFor(sentence: string): Checks {
  return { server: serverChecks(sentence), client: clientChecks(sentence) };
}

function serverChecks(text: string): readonly Check[] {
  const sentence = turned(text);
  return [
    oneExchange(sentence, { points: 8, because: LINE }),
    severalMessages([sentence, turned('abc'), turned('x'), turned('a somewhat longer line than the ones before')], {
      points: 6,
      because: EACH,
      needs: ['one-exchange'],
    }),
    conversation(
      'empty-line',
      'An empty line is answered with an empty line',
      'An empty line is a line like others; only an empty read is the end of the stream.',
      [turned(''), sentence, turned('')],
      {
        points: 4,
        because: EACH,
        needs: ['several-messages'],
      },
    ),
    conversation(
      'letters',
      'Letters of more than one byte stay whole',
      'Decode the line before you reverse it, and encode it again afterwards.',
      [turned('née'), turned('größer'), turned('日本語')],
      {
        points: 10,
        because: LINE,
        needs: ['several-messages'],
      },
    ),
    conversation(
      'code-points',
      'Code points above U+FFFF stay whole',
      'In JavaScript and Java such a code point is two characters: reverse code points ([...text], StringBuilder.reverse).',
      [turned('ok 👍!'), turned('𝄞🙂𝄢')],
      {
        points: 5,
        because: LINE,
        needs: ['letters'],
      },
    ),
    nextClients(sentence, { points: 8, because: OTHERS, needs: ['one-exchange'] }),
    anyCut(
      { messages: 'words', longest: 60 },
      { points: 12, because: EACH, needs: ['several-messages', 'next-clients'], continues: true },
    ),
    cutMessage(turned('née'), [[Uint8Array.of(0x6e, 0xc3), Uint8Array.of(0xa9, 0x65, 0x0a)]], {
      id: 'cut-letter',
      title: 'A line that is cut in the middle of a letter is answered',
      hint: 'Collect bytes until the line is whole, and decode it then.',
      points: 9,
      because: EACH,
      needs: ['letters', 'any-cut'],
      continues: true,
    }),
    conversation(
      'long-line',
      'A line of 60000 bytes is answered whole',
      'Read on until the line feed, however much comes before it.',
      [turned(`begin${'0123456789'.repeat(5999)}end`)],
      {
        points: 6,
        because: EACH,
        needs: ['any-cut'],
        continues: true,
      },
    ),
    nonsense(
      'not-utf8',
      'A line that is not UTF-8 does not stop the server',
      'Decoding fails for such a line: catch that, and answer or close.',
      Uint8Array.of(0x61, 0xff, 0xfe, 0x0a),
      sentence,
      {
        points: 7,
        because: NOT_UTF8,
        needs: ['closes-connections', 'reset'],
      },
    ),
    endlessMessage(sentence, 'x'.repeat(100_000), {
      points: 2,
      because: NOT_UTF8,
      needs: ['long-line', 'closes-connections', 'reset'],
    }),
    closesConnections(sentence, { points: 5, because: OTHERS, needs: ['next-clients'] }),
    halfClose(sentence, { points: 4, because: OTHERS, needs: ['closes-connections'] }),
    resetSurvived(sentence, text.slice(0, 7), { points: 4, because: OTHERS, needs: ['next-clients'] }),
    closeUnread(sentence, 'Are you there?\n'.repeat(2000), {
      points: 2,
      because: OTHERS,
      needs: ['reset', 'several-messages'],
    }),
    stopsWithClients(sentence, { points: 3, because: STOPS, needs: ['one-exchange'] }),
    restart(sentence, { points: 5, because: OTHERS, needs: ['one-exchange'] }),
  ];
}

function clientChecks(sentence: string): readonly Check[] {
  const reply = reversed(sentence);
  const dialogue: Dialogue = { request: sentence, reply, prints: `Received from the server : ${reply}` };
  return [
    sendsRequest(dialogue, { points: 12, because: SENDS }),
    printsReply(dialogue, { points: 10, because: SENDS, needs: ['sends'] }),
    scripted(
      'asks',
      'The client asks whether to continue',
      'The question has no line feed: flush the output, or it is not seen before the program ends.',
      [...request(dialogue), ...answer(dialogue), program({ act: 'prints', text: QUESTION })],
      { points: 4, because: ASKS, needs: ['prints'] },
    ),
    scripted(
      'again',
      'For y the client sends the sentence again',
      'Put sending, receiving and asking into a loop; connect before it.',
      [
        ...request(dialogue),
        ...answer(dialogue),
        program({ act: 'type', text: 'y\n' }),
        { op: 'expect', messages: [dialogue.request] },
        ...answer(dialogue),
      ],
      { points: 12, because: ASKS, needs: ['prints'] },
    ),
    scripted(
      'ends',
      'For n the client closes the connection and ends',
      'Leave the loop, close the socket, and let the program end.',
      [
        ...request(dialogue),
        ...answer(dialogue),
        program({ act: 'type', text: 'n\n' }),
        { op: 'closed' },
        { op: 'close' },
        program({ act: 'ends', code: 'zero' }),
      ],
      { points: 10, because: ASKS, needs: ['prints'] },
    ),
    scripted(
      'other-answer',
      'For any answer but y the client ends',
      'Go on for y, instead of ending for n.',
      [
        ...request(dialogue),
        ...answer(dialogue),
        program({ act: 'type', text: 'maybe\n' }),
        { op: 'closed' },
        { op: 'close' },
        program({ act: 'ends', code: 'zero' }),
      ],
      { points: 4, because: ASKS, needs: ['ends'] },
    ),
    scripted(
      'input-ends',
      'When its input ends, the client ends',
      'In Python input() raises EOFError at the end of the input, in C fgets returns NULL, in Java readLine null.',
      [
        ...request(dialogue),
        ...answer(dialogue),
        program({ act: 'end-input' }),
        { op: 'closed' },
        { op: 'close' },
        program({ act: 'ends', code: 'zero' }),
      ],
      { points: 6, because: ASKS, needs: ['ends'] },
    ),
    scripted(
      'input-at-once',
      'Answers that are all there from the beginning are taken one by one',
      'One read of standard input may return several lines: read by lines.',
      [
        ...request(dialogue),
        ...answer(dialogue),
        { op: 'expect', messages: [dialogue.request] },
        ...answer(dialogue),
        { op: 'closed' },
        { op: 'close' },
        program({ act: 'ends', code: 'zero' }),
      ],
      { points: 4, because: ASKS, needs: ['again', 'ends'] },
      { input: 'y\nn\n', inputEnds: true },
    ),
    splitReply(dialogue, [reply.slice(0, 5), reply.slice(5, -1), `${reply.slice(-1)}\n`], {
      points: 10,
      because: PIECES,
      needs: ['prints'],
    }),
    splitReply(
      { ...dialogue, prints: 'Received from the server : eén 👍' },
      [Uint8Array.of(0x65, 0xc3), Uint8Array.of(0xa9, 0x6e, 0x20, 0xf0, 0x9f), Uint8Array.of(0x91, 0x8d, 0x0a)],
      {
        id: 'cut-letter',
        title: 'A reply that is cut in the middle of a letter is printed whole',
        hint: 'Collect bytes until the line is whole, and decode it then.',
        points: 8,
        because: PIECES,
        needs: ['split-reply'],
      },
    ),
    lateReply(dialogue, { points: 2, because: PIECES, needs: ['prints'] }),
    serverCloses(dialogue, { points: 6, because: FAILS, needs: ['sends'] }),
    serverResets(dialogue, { points: 2, because: FAILS, needs: ['server-closes'] }),
    neverAnswers(dialogue, { points: 4, because: FAILS, needs: ['sends'] }),
    refused(dialogue, { points: 6, because: FAILS }),
  ];
}
