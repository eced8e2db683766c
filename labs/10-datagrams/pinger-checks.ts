import { defined } from '../../src/core/defined.js';
import type { Automaton } from '../../src/core/automaton.js';
import type { Check, StepScript } from '../../src/lab/check.js';
import { program, request } from '../../src/lab/client-checks.js';
import type { DatagramImpairment } from '../../src/impairment/impairment-plan.js';
import { check, type Own } from '../../src/lab/server-checks.js';
import type { ProgramStep } from '../../src/lab/step.js';
import {
  answering,
  answeringFromElsewhere,
  judges,
  keepsWaiting,
  PINGS,
  printsResults,
  printsRoundTrips,
  printsSummary,
  printsTime,
  repeatsItself,
  results,
  type Judge,
} from './pings.js';

const TEN = 'each when the reply to the one before has come, or after one second without it.';
const LINES =
  'For each it prints a line: `Reply from server: ping 1 (0.213 ms)`, with the round-trip time in milliseconds and three digits behind the point, or `Request timed out`.';
const COUNTS =
  'A reply counts when it comes within this second from where the ping was sent to, and has the very bytes of the ping.';
const OTHERS =
  'Everything else is passed over, and the rest of the second waited for: a late reply to an earlier ping, a copy, a datagram from another port.';
const SUMMARY = 'Then it prints `10 sent, 9 received, 1 lost (10 % loss)`,';
const ROUND_TRIPS =
  'and the smallest, mean and largest of the printed times: `round-trip min/avg/max = 0.180/0.214/0.301 ms`.';
const ENDS = 'Then it ends by itself with exit code 0, also when some replies are missing.';
const NONE = 'Where no reply came at all, the last line is `round-trip min/avg/max = none`, and the exit code 1.';
const NOBODY =
  'Where nobody listens, the system may tell a program so ("connection refused"): such a ping has timed out, too.';

// What a run without losses may take: an interpreter starts slowly on a busy machine. Each ping without a reply takes a second more.
const QUICKLY = 5000;
const SECOND = 1000;
// In both of these a right pinger says nothing, which waits a second: they can be too short for a wrong one, and are not too long for a right one.
const PAUSE = 200;
const HALF = 500;

const ALL = Array.from({ length: PINGS }, (_, index) => index + 1);

function ends(lost: readonly number[] = [], code?: 'zero' | 'nonzero'): ProgramStep {
  return program({ act: 'ends', withinMs: QUICKLY + SECOND * lost.length, ...defined({ code }) });
}

function printed(...all: readonly Judge[]): ProgramStep {
  return program({ act: 'printed', judge: judges(...all) });
}

/** Between the pinger and a server of the lab, or another one. */
function network(
  toClient?: DatagramImpairment,
  serve: Automaton | 'reference' = 'reference',
): Pick<StepScript, 'serve' | 'impairment'> {
  return { serve, ...defined({ impairment: toClient === undefined ? undefined : { toClient } }) };
}

/** The checks of a pinger. The pings of which nothing is said are answered at once. */
export function pingerChecks(word: string): readonly Check[] {
  const ping = (number: number): string => `${word} ${String(number)}`;
  const prints = (lost: readonly number[] = []): Judge => printsResults(results(word, lost));
  const loses = (id: string, title: string, hint: string, lost: readonly number[], serve: Automaton, own: Own): Check =>
    check(id, title, hint, { ...network(undefined, serve), steps: [ends(lost), printed(prints(lost))] }, own);
  return [
    check(
      'sends',
      'The first ping has the right bytes',
      'Compare what you send with the transcript of `wirelab run`, byte by byte.',
      {
        // Whatever it sends next is another check's.
        steps: [...request({ request: ping(1) }), { op: 'close' }],
      },
      { points: 8, because: TEN },
    ),
    check(
      'ends',
      'When all pings are answered, the client ends with exit code 0',
      'Close the socket, leave the loop after the tenth ping, and let the program end.',
      { ...network(), steps: [ends([], 'zero')] },
      {
        points: 4,
        because: ENDS,
        needs: ['sends'],
      },
    ),
    check(
      'prints',
      'The client prints the reply with its round-trip time',
      'Print the line exactly as the sheet has it: the time in milliseconds, with three digits behind the point.',
      {
        ...network(),
        steps: [ends(), printed(printsResults(results(word).slice(0, 1)))],
      },
      { points: 8, because: LINES, needs: ['ends'] },
    ),
    check(
      'ten-pings',
      'All ten pings are sent and printed',
      'The pings are numbered from 1 to 10; the last number belongs to them.',
      { ...network(), steps: [ends(), printed(prints())] },
      {
        points: 6,
        because: LINES,
        needs: ['prints'],
      },
    ),
    check(
      'waits',
      'The next ping is sent only after the reply',
      'Wait for the reply to a ping before you send the next one.',
      { ...network(undefined, keepsWaiting(ping(1), PAUSE)), steps: [ends()] },
      {
        points: 4,
        because: TEN,
        needs: ['ten-pings'],
      },
    ),
    check(
      'patient',
      'A reply is waited for longer than half a second',
      'The timeout is one second: settimeout(1) in Python, milliseconds in Java and JavaScript, seconds and microseconds in C.',
      {
        ...network(undefined, keepsWaiting(ping(1), HALF)),
        steps: [ends()],
      },
      { points: 4, because: TEN, needs: ['waits'] },
    ),
    check(
      'summary',
      'The numbers of pings sent, received and lost are printed',
      'Print the line exactly as the sheet has it: the loss in percent of the pings that were sent.',
      { ...network(), steps: [ends(), printed(printsSummary(PINGS))] },
      {
        points: 6,
        because: SUMMARY,
        needs: ['ten-pings'],
      },
    ),
    check(
      'round-trips',
      'The smallest, mean and largest round-trip time are those of the printed ones',
      'The mean is the sum of the times divided by their number; the smallest is none that you began with.',
      {
        ...network({ delayMs: 5, late: { 3: 30, 7: 60 } }),
        steps: [ends(), printed(printsRoundTrips)],
      },
      { points: 5, because: ROUND_TRIPS, needs: ['waits'] },
    ),
    check(
      'round-trip-times',
      'A reply that takes 300 ms is printed with its time',
      'Use a clock of time, such as time.perf_counter, clock_gettime, System.nanoTime or performance.now, and mind its unit.',
      {
        ...network({ late: { 3: 300 } }),
        steps: [ends(), printed(printsTime(3))],
      },
      { points: 6, because: LINES, needs: ['patient'] },
    ),
    check(
      'lost-reply',
      'A ping whose reply is lost times out, and the next one is sent',
      'Set a timeout before you wait (settimeout, SO_RCVTIMEO, setSoTimeout), and go on with the next ping when it is over.',
      {
        ...network({ drop: [2] }),
        steps: [ends([2]), printed(prints([2]))],
      },
      { points: 10, because: LINES, needs: ['waits'] },
    ),
    check(
      'loss-summary',
      'What is lost is counted, and has no round-trip time',
      'The loss is in percent of the pings that were sent; the mean is that of the replies that came.',
      {
        ...network({ drop: [4], delayMs: 5, late: { 7: 60 } }),
        steps: [ends([4]), printed(printsSummary(PINGS - 1), printsRoundTrips)],
      },
      { points: 5, because: SUMMARY, needs: ['lost-reply', 'summary', 'round-trips'] },
    ),
    check(
      'exit-code',
      'The exit code is 0 although a reply was lost',
      'Losing a datagram now and then is what UDP does, and no failure.',
      { ...network({ drop: [2] }), steps: [ends([2], 'zero')] },
      {
        points: 3,
        because: ENDS,
        needs: ['lost-reply'],
      },
    ),
    loses(
      'late-reply',
      'A reply that comes after its second is not taken for the reply to the next ping',
      'Compare what comes with the ping that you wait for. What does not fit belongs to an earlier one: read on.',
      [2, 3],
      answering({ [ping(2)]: [], [ping(3)]: [ping(2)], [ping(4)]: [ping(3), ping(4)] }),
      { points: 8, because: OTHERS, needs: ['lost-reply'] },
    ),
    check(
      'comes-twice',
      'A reply that comes twice is counted once',
      'The copy comes while you wait for the reply to the next ping: compare it with that ping, and read on.',
      {
        ...network({ double: [2], drop: [3] }),
        steps: [ends([3]), printed(prints([3]))],
      },
      {
        points: 3,
        because: OTHERS,
        needs: ['late-reply'],
      },
    ),
    loses(
      'several-late',
      'Late replies that come together, in another order, are all passed over',
      'Read on in a loop, until the right reply is there or the second is over: there may be more than one to pass over.',
      [2, 3],
      answering({ [ping(2)]: [], [ping(3)]: [], [ping(4)]: [ping(3), ping(2), ping(4)] }),
      { points: 3, because: OTHERS, needs: ['late-reply'] },
    ),
    loses(
      'other-bytes',
      'Only the very bytes of the ping are its reply',
      'Compare all bytes, and their number. What comes need not be text.',
      [5],
      answering({
        [ping(3)]: [Uint8Array.of(0xff, 0xfe, 0x00), ping(33), '', ping(3)],
        [ping(5)]: [`pong 5`, ping(55), `${ping(5)}\n`, ping(5).slice(0, -1)],
      }),
      { points: 4, because: COUNTS, needs: ['comes-twice', 'several-late'] },
    ),
    loses(
      'from-elsewhere',
      'A reply from another port does not count',
      'recvfrom tells who has sent: compare it with the address that the ping went to, or connect the socket.',
      [3],
      answeringFromElsewhere(ping(3)),
      { points: 3, because: COUNTS, needs: ['late-reply'] },
    ),
    loses(
      'one-second',
      'Late replies do not make the second longer',
      'Each time that you read on, wait only for what is left of the second since the ping was sent.',
      [2],
      repeatsItself(ping(2), ping(1)),
      { points: 3, because: OTHERS, needs: ['comes-twice'] },
    ),
    check(
      'all-lost',
      'When every reply is lost, the client says so',
      'Without a reply there is no mean: look at their number before you divide.',
      {
        ...network({ drop: ALL }),
        steps: [ends(ALL), printed(prints(ALL), printsSummary(0), printsRoundTrips)],
      },
      { points: 4, because: NONE, needs: ['loss-summary'] },
    ),
    check(
      'nobody-listens',
      'When nobody listens, all pings time out, and the exit code is not 0',
      'On a connected socket sending and receiving can fail with "connection refused": that is no reply, and not the end.',
      {
        start: { nobodyListens: true },
        steps: [ends(ALL, 'nonzero'), printed(prints(ALL), printsSummary(0), printsRoundTrips)],
      },
      { points: 3, because: NOBODY, needs: ['all-lost'] },
    ),
  ];
}
