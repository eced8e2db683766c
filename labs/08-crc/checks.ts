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
  closesAbandoned,
  conversations,
  cutMessage,
  endlessMessage,
  halfClose,
  nextClients,
  nonsense,
  oneExchange,
  othersAnswered,
  resetSurvived,
  type Sample,
} from '../../src/lab/server-checks.js';
import { codeword, flipped, missedDistance, remainder, wordWithLeadingZero } from './division.js';

function divided(bits: string, key: string): Sample {
  return {
    send: bits,
    replies: [
      remainder(bits, key).includes('1') ? 'Error in data' : `THANK you Data ->${bits} Received No error FOUND`,
    ],
  };
}

function closing(sample: Sample): Sample {
  return { ...sample, closes: true };
}

const LONG_TEXT = 'network'.repeat(100);

const LINE = 'reads one line, however long it is and however it arrives, divides it by `1001` and replies';
const RIGHT = '`THANK you Data ->CODEWORD Received No error FOUND` (with the codeword in place of the word)';
const WRONG = '`Error in data`, whichever bits are wrong.';
const CLOSES = 'Then it closes the connection and serves the next client.';
const OTHERS = 'A client that is slow keeps no other waiting.';
const SURVIVES =
  'A line that is no codeword, a line without end, and a client that leaves or breaks off in the middle of its line do not stop it, and it closes their connections.';
const STOPS = 'On SIGTERM (`kill PID`) it ends within 3 seconds, also while clients are connected.';
const RESTART = 'When it is stopped, it can be started again at once.';

const SENDS = 'sends its codeword in a line, and prints the reply, whatever it says.';
const READS =
  'A client that reads a text from its standard input (the seven-bit letters of ASCII, 64 and above, so that each has exactly seven bits; as many as there are, with a line feed behind them or without),';
const ENDS = 'Then it ends.';
const NO_TEXT = 'When its input ends before there is a text, it says so and ends with exit code 1.';
const PIECES = 'The reply may come late and in pieces.';
const FAILS =
  'When it cannot connect, the server closes without a reply or does not reply for 5 seconds, it says so and ends with exit code 1.';

/** The checks of a lab with this key. */
export function checksFor(key: string): Checks {
  const EVN = codeword('EVN', key);
  return { server: serverChecks(key, EVN), client: clientChecks(key, EVN) };
}

function serverChecks(key: string, EVN: string): readonly Check[] {
  const evn = divided(EVN, key);
  return [
    oneExchange(evn, { points: 10, because: RIGHT }),
    conversations(
      'error',
      'A codeword with a wrong bit is an error',
      'Look at the remainder: only zeros mean that no error was found.',
      [divided(flipped(EVN, 2), key)],
      {
        points: 8,
        because: WRONG,
        needs: ['one-exchange'],
      },
    ),
    conversations(
      'closes',
      'The server closes the connection behind its reply',
      'Close the socket of the client when the reply is sent.',
      [closing(evn)],
      { points: 6, because: CLOSES, needs: ['one-exchange'] },
    ),
    nextClients(closing(evn), { points: 8, because: CLOSES, needs: ['closes'] }),
    conversations(
      'other-codewords',
      'Every line that the key divides is taken as free of errors',
      'Divide what has come as it has come, with its leading zeros; some errors cannot be found.',
      [
        ...[
          codeword('CRC', key),
          codeword('network', key),
          key,
          `000${key}`,
          '0000',
          flipped(EVN, 2, 2 + missedDistance(key)),
        ].map((bits) => divided(bits, key)),
      ],
      { points: 8, because: RIGHT, needs: ['next-clients'], continues: true },
    ),
    conversations(
      'other-errors',
      'A wrong bit is found at every place',
      'All bits of the remainder count, not only the last one.',
      [
        ...[
          flipped(EVN, 0),
          flipped(EVN, 1),
          flipped(EVN, 11),
          flipped(EVN, 22),
          flipped(EVN, 23),
          flipped(codeword('CRC', key), 4),
          '1',
          '10',
          '100',
        ].map((bits) => divided(bits, key)),
      ],
      { points: 8, because: WRONG, needs: ['error', 'next-clients'], continues: true },
    ),
    cutMessage(
      evn,
      [1, 12, 23, 24].map((at) => [EVN.slice(0, at), `${EVN.slice(at)}\n`]),
      { points: 13, because: LINE, needs: ['next-clients'], continues: true },
    ),
    conversations(
      'long-codeword',
      'A codeword of 4903 bits is divided',
      'Read on until the line feed, and divide text or an array: no integer type of a processor has so many bits.',
      [divided(codeword(LONG_TEXT, key), key)],
      {
        points: 6,
        because: LINE,
        needs: ['cut-message', 'other-codewords'],
        continues: true,
      },
    ),
    othersAnswered({ begin: EVN.slice(0, 10), rest: `${EVN.slice(10)}\n` }, evn, {
      points: 11,
      because: OTHERS,
      needs: ['next-clients', 'cut-message'],
    }),
    closesAbandoned(evn, EVN.slice(0, 10), { points: 4, because: SURVIVES, needs: ['next-clients'] }),
    resetSurvived(closing(evn), EVN.slice(0, 10), { points: 3, because: SURVIVES, needs: ['next-clients'] }),
    nonsense(
      'no-codeword',
      'A line that is no codeword does not stop the server',
      'Look at the line before you make numbers of it; answer or close.',
      'hello\n',
      evn,
      { points: 4, because: SURVIVES, needs: ['reset', 'closes-abandoned'] },
    ),
    nonsense(
      'empty-line',
      'An empty line does not stop the server',
      'Look at the line before you make numbers of it; answer or close.',
      '\n',
      evn,
      { points: 2, because: SURVIVES, needs: ['no-codeword'] },
    ),
    halfClose(evn, { points: 2, because: CLOSES, needs: ['closes'] }),
    endlessMessage(evn, '1'.repeat(60_000), { points: 2, because: SURVIVES, needs: ['closes-abandoned', 'reset'] }),
    stopsWithClients(closing(evn), { points: 2, because: STOPS, needs: ['others-answered'] }, EVN.slice(0, 10)),
    restart(evn, { points: 3, because: RESTART, needs: ['one-exchange'] }),
  ];
}

function clientChecks(key: string, EVN: string): readonly Check[] {
  const reply = `THANK you Data ->${EVN} Received No error FOUND`;
  const dialogue: Dialogue = { input: 'EVN\n', request: EVN, reply, prints: reply };
  const word = wordWithLeadingZero(key);
  return [
    sendsRequest(dialogue, { points: 12, because: SENDS }),
    printsReply(dialogue, { points: 10, because: SENDS, needs: ['sends'] }),
    scripted(
      'other-text',
      'Another text has another codeword',
      'Compute the codeword of the text that was typed: seven bits for each letter, then the remainder.',
      request({ request: codeword('network', key) }),
      {
        points: 8,
        because: SENDS,
        needs: ['sends'],
      },
      { input: 'network\n' },
    ),
    scripted(
      'leading-zeros',
      'A remainder is sent with its leading zeros',
      'The remainder has three bits, also where the first of them are 0: pad it.',
      request({ request: codeword(word, key) }),
      {
        points: 8,
        because: SENDS,
        needs: ['other-text'],
      },
      { input: `${word}\n` },
    ),
    scripted(
      'long-text',
      'A text of 700 letters is sent whole',
      'Take as much memory as the text needs, or read it piece by piece.',
      request({ request: codeword(LONG_TEXT, key) }),
      {
        points: 6,
        because: READS,
        needs: ['other-text'],
      },
      { input: `${LONG_TEXT}\n` },
    ),
    scripted(
      'no-line-feed',
      'A text without a line feed behind it is sent whole',
      'The input may end without a line feed: take only that off, and only if it is there.',
      request(dialogue),
      {
        points: 6,
        because: READS,
        needs: ['sends'],
      },
      { input: 'EVN', inputEnds: true },
    ),
    scripted(
      'no-text',
      'Without a text the client ends with an error',
      'In Python readline returns an empty text at the end of the input, in C fgets and getline say so, in Java readLine returns null.',
      [program({ act: 'ends', code: 'nonzero' })],
      { points: 2, because: NO_TEXT, needs: ['other-text'] },
      { inputEnds: true },
    ),
    scripted(
      'error-reply',
      'The client prints Error in data too',
      'Print what has come, not what should have come.',
      [...request(dialogue), ...answer({ ...dialogue, reply: 'Error in data', prints: 'Error in data' })],
      { points: 6, because: SENDS, needs: ['prints'] },
      { input: 'EVN\n' },
    ),
    scripted(
      'ends',
      'When the reply is printed, the client ends',
      'Close the socket, and let the program end without waiting for more input.',
      [
        ...request(dialogue),
        ...answer(dialogue),
        { op: 'end' },
        { op: 'closed' },
        { op: 'close' },
        program({ act: 'ends', code: 'zero' }),
      ],
      { points: 6, because: ENDS, needs: ['prints'] },
      { input: 'EVN\n' },
    ),
    splitReply(dialogue, ['THANK you Da', `ta ->${EVN} Received`, ' No error FOUND\n'], {
      points: 12,
      because: PIECES,
      needs: ['prints'],
    }),
    lateReply(dialogue, { points: 2, because: PIECES, needs: ['prints'] }),
    serverCloses(dialogue, { points: 6, because: FAILS, needs: ['sends'] }),
    serverResets(dialogue, { points: 2, because: FAILS, needs: ['server-closes'] }),
    neverAnswers(dialogue, { points: 6, because: FAILS, needs: ['sends'] }),
    refused(dialogue, { points: 8, because: FAILS }),
  ];
}
