import type { Checks } from '../../src/lab/check.js';
import {
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
import { fillsMemory, restart, saysListening, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  anyCut,
  closesConnections,
  closeUnread,
  conversation,
  halfClose,
  nextClients,
  oneExchange,
  resetSurvived,
  severalMessages,
  type Sample,
} from '../../src/lab/server-checks.js';

const LARGE = 400_000; // more than any system's buffers here, and less than a program may print

function echoed(send: string | Uint8Array): Sample {
  return { send, replies: [send] };
}

const ECHO = 'sends back whatever it receives until the client ends the connection.';
const NEXT = 'Then it goes back to `accept` and serves the next client.';
const EXACT = 'The same bytes come back, whatever they are and however many: no more, no less, none changed.';
const BROKEN =
  'A client that breaks off, or that does not wait for its echo, must not stop the server, and one that never reads must not fill its memory.';
const PRINTS =
  'It prints a line with the word `listening` as soon as clients can connect, also when its output goes into a file.';
const STOPS = 'On SIGTERM (`kill PID`) it ends within 3 seconds, also while clients are connected.';
const RESTART = 'When the server is stopped, it can be started again at once.';

const hello = echoed('Hello from client!');
const dialogue: Dialogue = {
  request: 'Hello from client!',
  reply: 'Hello from client!',
  prints: 'Received from server: Hello from client!',
};

const SENDS = 'sends `Hello from client!`, prints `Received from server: Hello from client!`';
const CLOSES = 'and closes the connection.';
const PIECES = 'The echo may come late and in pieces: it reads until all of it is there.';
const FAILS =
  'When it cannot connect, nothing comes for 5 seconds, or the connection ends before the whole echo is there, it says so and ends with exit code 1.';

export const checks: Checks = {
  server: [
    oneExchange(hello, { points: 10, because: ECHO }),
    saysListening('listening', { points: 3, because: PRINTS, needs: ['one-exchange'] }),
    severalMessages(
      [
        hello,
        echoed('Hello again, server! How are you?'),
        echoed('I am fine too, and have a little more to say than before.'),
        echoed('Goodbye now, dear server: this is the longest and the last of my messages.'),
      ],
      {
        points: 8,
        because: ECHO,
        needs: ['one-exchange'],
      },
    ),
    conversation(
      'long-then-short',
      'A short message after a long one comes back short',
      'Send as many bytes as recv has returned, not the whole buffer, and not up to the first zero byte.',
      [
        echoed('A message that leaves much behind in a buffer, if nobody clears it.'),
        echoed('Hi'),
        echoed('!'),
        echoed('ok'),
      ],
      { points: 7, because: EXACT, needs: ['several-messages'] },
    ),
    conversation(
      'every-byte',
      'Bytes of every value come back',
      'What comes need not be text: do not decode it, and do not look for a zero byte.',
      [echoed(Uint8Array.of(0xff, 0xfe, 0x00, 0x80)), echoed(Uint8Array.from({ length: 256 }, (_, byte) => byte))],
      { points: 7, because: EXACT, needs: ['long-then-short'] },
    ),
    conversation(
      'large',
      'A message of 400000 bytes comes back',
      'Pass on each piece as it comes: no buffer is large enough for everything that a client may send.',
      [echoed('0123456789abcdef'.repeat(LARGE / 16))],
      { points: 7, because: EXACT, needs: ['long-then-short'] },
    ),
    anyCut(
      { messages: 'bytes', longest: 200, including: ['\n', ' a ', '\r\n'] },
      {
        points: 7,
        because: EXACT,
        needs: ['every-byte', 'next-clients'],
        continues: true,
        title: 'Random bytes come back, however they are sent',
        hint: 'Send back what recv has returned as it is.',
      },
    ),
    nextClients(hello, { points: 12, because: NEXT, needs: ['one-exchange'] }),
    closesConnections(hello, { points: 7, because: NEXT, needs: ['next-clients'] }),
    halfClose(hello, { points: 4, because: ECHO, needs: ['closes-connections'] }),
    resetSurvived(hello, 'Hello fr', { points: 7, because: BROKEN, needs: ['next-clients'] }),
    closeUnread(hello, 'Is anybody there? '.repeat(2000), {
      points: 6,
      because: BROKEN,
      needs: ['reset', 'several-messages'],
    }),
    fillsMemory(hello, { points: 3, because: BROKEN, needs: ['large', 'close-unread'] }),
    stopsWithClients(hello, { points: 4, because: STOPS, needs: ['one-exchange'] }),
    restart(hello, { points: 8, because: RESTART, needs: ['one-exchange'] }),
  ],
  client: [
    sendsRequest(dialogue, { points: 18, because: SENDS }),
    printsReply(dialogue, { points: 14, because: SENDS, needs: ['sends'] }),
    scripted(
      'closes',
      'The client closes the connection and ends',
      'Close the socket when the reply is printed, and let the program end.',
      [
        ...request(dialogue),
        { op: 'send', messages: [dialogue.reply] },
        { op: 'closed' },
        { op: 'close' },
        program({ act: 'ends', code: 'zero' }),
      ],
      { points: 10, because: CLOSES, needs: ['prints'] },
    ),
    splitReply(dialogue, ['H', 'ello from', ' client!'], { points: 14, because: PIECES, needs: ['prints'] }),
    lateReply(dialogue, { points: 6, because: PIECES, needs: ['prints'] }),
    serverCloses(dialogue, { points: 8, because: FAILS, needs: ['sends'] }),
    cutOff(dialogue, 'Hello fr', { points: 6, because: FAILS, needs: ['server-closes', 'split-reply'] }),
    serverResets(dialogue, { points: 4, because: FAILS, needs: ['server-closes'] }),
    neverAnswers(dialogue, { points: 8, because: FAILS, needs: ['sends'] }),
    refused(dialogue, { points: 12, because: FAILS }),
  ],
};
