import type { Check, Checks } from '../../src/lab/check.js';
import { halted, needsNobody, restart, saysListening, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  check,
  conversation,
  exchange,
  nextClients,
  oneExchange,
  stillServes,
  type Own,
  type Sample,
} from '../../src/lab/server-checks.js';
import type { Step } from '../../src/lab/step.js';
import { pingerChecks } from './pinger-checks.js';

const FRAME = 1472; // the most that fits into one Ethernet frame: 1500 bytes less 20 for IPv4 and 8 for UDP
const LARGE = 60_000;
const GONE = 5; // clients

const ECHO =
  'sends each datagram back, whole and with no byte changed, whatever is in it: text or bytes of any value, nothing at all or 60000 bytes.';
const EACH =
  'It answers everybody at the address and port from which the datagram came, in whatever order datagrams come, and as often as one comes.';
const LEAVES = 'A client that is gone before it has its reply must not stop the server.';
const PRINTS =
  'It prints a line with the word `listening` as soon as datagrams can come, also when its output goes into a file.';
const ALONE = 'It needs nobody at its keyboard: its standard input may be at its end from the beginning.';
const STOPS = 'On SIGTERM (`kill PID`) it ends within 3 seconds.';
const RESTART = 'When the server is stopped, it can be started again at once, on the same port.';

function echoed(send: string | Uint8Array): Sample {
  return { send, replies: [send] };
}

function serverChecks(word: string): readonly Check[] {
  const ping = (number: number): Sample => echoed(`${word} ${String(number)}`);
  const byHand = 'Start the server, then talk to it by hand, with nc -u.';
  return [
    oneExchange(ping(1), { points: 10, because: ECHO, title: 'A datagram comes back', hint: byHand }),
    saysListening('listening', { points: 3, because: PRINTS, needs: ['one-exchange'] }),
    conversation(
      'several-messages',
      'Several datagrams come back',
      'Receive and send in a loop.',
      [ping(1), ping(2), ping(10)],
      { points: 7, because: ECHO, needs: ['one-exchange'] },
    ),
    conversation(
      'long-then-short',
      'A short datagram after a long one comes back short',
      'Send as many bytes as have come, not the whole buffer, and not up to the first zero byte.',
      [echoed('A datagram that leaves much behind in a buffer, if nobody clears it.'), echoed('Hi'), echoed('!')],
      { points: 6, because: ECHO, needs: ['several-messages'] },
    ),
    conversation(
      'empty',
      'An empty datagram comes back, and is no end',
      'A datagram of no bytes is a datagram. UDP has no end of a stream: do not leave the loop, and do not wait for more.',
      [echoed(''), ping(1)],
      {
        points: 9,
        because: ECHO,
        needs: ['long-then-short'],
      },
    ),
    conversation(
      'every-byte',
      'Bytes of every value come back',
      'What comes need not be text: do not decode it, do not strip it, and do not look for a zero byte.',
      [
        echoed(' \t a \r\n'),
        echoed(Uint8Array.of(0xff, 0xfe, 0x00, 0x80)),
        echoed(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
      ],
      { points: 8, because: ECHO, needs: ['long-then-short'] },
    ),
    conversation(
      'full-frame',
      `A datagram of ${FRAME} bytes comes back whole`,
      'What does not fit into the buffer of recvfrom is thrown away: give it one that is large enough for any datagram.',
      [echoed(numbered(FRAME))],
      {
        points: 8,
        because: ECHO,
        needs: ['several-messages'],
      },
    ),
    conversation(
      'large',
      `A datagram of ${LARGE} bytes comes back whole`,
      'A datagram has up to 65507 bytes. What does not fit into the buffer of recvfrom is thrown away.',
      [echoed(numbered(LARGE))],
      {
        points: 10,
        because: ECHO,
        needs: ['full-frame'],
      },
    ),
    nextClients(ping(1), {
      points: 9,
      because: EACH,
      needs: ['several-messages'],
      hint: 'Each datagram comes with the address of its sender: answer there, and do not connect the socket.',
    }),
    byAddress(word, { points: 6, because: EACH, needs: ['next-clients'] }),
    twice(word, { points: 4, because: EACH, needs: ['next-clients'] }),
    overtaken(word, { points: 4, because: EACH, needs: ['by-address'] }),
    leaves(ping(1), { points: 5, because: LEAVES, needs: ['by-address'] }),
    needsNobody(ping(1), { points: 3, because: ALONE, needs: ['several-messages'] }),
    stopsWithClients(ping(1), {
      points: 3,
      because: STOPS,
      needs: ['several-messages'],
      title: 'The server ends on SIGTERM',
      hint: 'Leave the signal as it is: then the system ends the program. A handler has to end it itself.',
    }),
    restart(ping(1), {
      points: 5,
      because: RESTART,
      needs: ['one-exchange'],
      hint: 'Look at what bind returns, listen on the port of the sheet, and leave no file behind that keeps the next server from starting.',
    }),
  ];
}

/** Text in which each place is another one, so that a difference shows where it is. */
function numbered(length: number): string {
  return Array.from({ length: Math.ceil(length / 8) }, (_, index) => String(8 * index).padStart(7, '0') + '-')
    .join('')
    .slice(0, length);
}

function byAddress(word: string, own: Own): Check {
  const names = ['ann', 'bob', 'cleo'].map((client, index) => ({
    client,
    messages: [`${word} ${String(index + 1)} of ${client}`],
  }));
  const steps: Step[] = [
    ...names.map((each) => ({ op: 'send', ...each }) as const),
    ...names.map((each) => ({ op: 'expect', ...each }) as const),
  ];
  return check(
    'by-address',
    'Clients that send at the same time each have their own reply',
    'The address belongs to its datagram: keep them together until the reply is sent, and do not keep the last address for all.',
    { steps },
    own,
  );
}

function twice(word: string, own: Own): Check {
  const copied = `${word} 2`;
  const steps: Step[] = [
    ...exchange(echoed(`${word} 1`)),
    { op: 'send', messages: [copied] },
    { op: 'expect', messages: [copied, copied] },
    ...exchange(echoed(`${word} 3`)),
  ];
  return check(
    'comes-twice',
    'A datagram that comes twice is answered twice',
    'Do not remember what has come: an echo server answers whatever comes.',
    { steps, impairment: { toServer: { double: [2] } } },
    own,
  );
}

function overtaken(word: string, own: Own): Check {
  const second = { client: 'ann', messages: [`${word} 2`] };
  const third = { client: 'bob', messages: [`${word} 3`] };
  const steps: Step[] = [
    ...exchange(echoed(`${word} 1`), 'ann'),
    { op: 'send', ...second },
    { op: 'send', ...third },
    { op: 'expect', ...third },
    { op: 'expect', ...second },
  ];
  return check(
    'overtaken',
    'A datagram that was overtaken by another is answered, too',
    'UDP does not promise an order: answer each datagram for itself, whatever number it has.',
    { steps, impairment: { toServer: { holdBack: [2] } } },
    own,
  );
}

function leaves(sample: Sample, own: Own): Check {
  const gone = Array.from({ length: GONE }, (_, index) => `gone ${String(index + 1)}`).flatMap((client): Step[] => [
    { op: 'send', messages: [sample.send], client },
    { op: 'close', client },
  ]);
  return check(
    'client-gone',
    'A client that is gone when its reply comes does not stop the server',
    'The system of a client that is gone answers "port unreachable", which the next call reports as an error where the socket is connected or asked for it: catch it, and go on.',
    { steps: [...halted(gone), ...stillServes(sample)] },
    own,
  );
}

/** The checks of the lab, in which a ping is this word with a number. */
export function checksFor(word: string): Checks {
  return { server: serverChecks(word), client: pingerChecks(word) };
}
