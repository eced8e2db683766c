import type { Automaton, Road } from '../../src/core/automaton.js';

// What the checks of a pinger are made of: servers that answer its pings in their own way, and what it has to print.

export const PINGS = 10;
export const TIMED_OUT = 'Request timed out';

type Replies = readonly (string | Uint8Array)[];
/** Looks at what a pinger has printed, and returns what is wrong with it. */
export type Judge = (lines: readonly string[]) => string | undefined;

const STALE_MS = 400; // between late copies: less than the second that a reply is waited for
const MOST_STALE = 10; // four seconds, where one is to be waited for
const SHORTEST = 290; // milliseconds that a reply takes which is sent after 300: a timer may be a little early
const LONGEST = 5000;
const ROUNDING = 0.0021; // of three digits, in a mean and in what it was reckoned from

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function bytesOf(reply: string | Uint8Array): Uint8Array {
  return typeof reply === 'string' ? encoder.encode(reply) : reply;
}

function serving(answer: (ping: string, road: Road) => Replies | undefined): Automaton {
  return (road) => ({
    receive(bytes) {
      for (const reply of answer(decoder.decode(bytes), road) ?? [bytes]) road.send(bytesOf(reply));
    },
  });
}

/** Answers each ping with what is said of it, and those of which nothing is said with an echo. */
export function answering(replies: Readonly<Record<string, Replies>>): Automaton {
  return serving((ping) => replies[ping]);
}

/** Answers this ping from another port, and the others as they should be. */
export function answeringFromElsewhere(strange: string): Automaton {
  return serving((ping, road) => {
    if (ping !== strange) return undefined;
    if (road.sendFromElsewhere === undefined) throw new Error('only a server over UDP can answer from elsewhere');
    road.sendFromElsewhere(encoder.encode(ping));
    return [];
  });
}

/** Answers this ping after so many milliseconds, until when nothing else may come. */
export function keepsWaiting(ping: string, ms: number): Automaton {
  return (road) => {
    let isDue = false;
    return {
      receive(bytes) {
        const came = decoder.decode(bytes);
        if (isDue)
          road.fail(
            `${JSON.stringify(came.slice(0, 80))} came less than ${String(ms)} ms after ${JSON.stringify(ping)}, whose reply had not come: it is to be waited for, one second`,
          );
        else if (came === ping) {
          isDue = true;
          road.setTimer(ms);
          return;
        }
        road.send(bytes);
      },
      timeout() {
        isDue = false;
        road.send(encoder.encode(ping));
      },
    };
  };
}

/** Answers this ping with late copies of the one before, again and again. */
export function repeatsItself(ping: string, before: string): Automaton {
  return (road) => {
    let copies = 0;
    return {
      receive(bytes) {
        if (decoder.decode(bytes) === ping) {
          road.setTimer(STALE_MS);
          return;
        }
        road.stopTimer();
        road.send(bytes);
      },
      timeout() {
        if (copies++ === MOST_STALE) {
          road.fail(
            `${String((MOST_STALE * STALE_MS) / 1000)} seconds after ${JSON.stringify(ping)} was sent, its reply is still waited for: each late reply to ${JSON.stringify(before)} has made the second begin anew`,
          );
          return;
        }
        road.send(encoder.encode(before));
        road.setTimer(STALE_MS);
      },
    };
  };
}

/** The texts of all pings; those in `lost` have timed out. */
export function results(word: string, lost: readonly number[] = []): string[] {
  return Array.from({ length: PINGS }, (_, index) =>
    lost.includes(index + 1) ? TIMED_OUT : `${word} ${String(index + 1)}`,
  );
}

/** All that is wrong is one of these. */
export function judges(...all: readonly Judge[]): Judge {
  return (lines) => all.map((judge) => judge(lines)).find((wrong) => wrong !== undefined);
}

const RESULT = /^(?:Reply from server|Request timed out)/;
const REPLY = /^Reply from server: (.*) \((\d+\.\d{3}) ms\)$/;
const ROUND_TRIPS = /^round-trip min\/avg\/max = (\d+\.\d{3})\/(\d+\.\d{3})\/(\d+\.\d{3}) ms$/;

/** The lines about the pings are these, or the first of them. */
export function printsResults(expected: readonly string[]): Judge {
  return (lines) => {
    const printed = lines.filter((line) => RESULT.test(line));
    for (const [index, text] of expected.entries()) {
      const line = printed[index];
      const meant = text === TIMED_OUT ? quoted(text) : quoted(`Reply from server: ${text} (0.213 ms)`);
      if (line === undefined)
        return `${index === 0 ? 'it printed no line about a ping' : `it printed ${String(index)} lines about its pings`}; the next has to be ${meant}`;
      if (text === TIMED_OUT ? line !== text : REPLY.exec(line)?.[1] !== text)
        return `line ${String(index + 1)} about its pings is ${quoted(line)}; it has to be ${meant}${text === TIMED_OUT ? '' : ', with its own time'}`;
    }
    return expected.length < PINGS || printed.length === PINGS
      ? undefined
      : `it printed ${String(printed.length)} lines about its pings; there were ${String(PINGS)}`;
  };
}

/** The time of this ping, whose reply was sent after 300 milliseconds, may be true. */
export function printsTime(number: number): Judge {
  return (lines) => {
    const time = Number(REPLY.exec(lines.filter((line) => RESULT.test(line))[number - 1] ?? '')?.[2]);
    // NaN where it has timed out: then the machine has taken longer than a second for it.
    if (!(time < SHORTEST) && !(time > LONGEST)) return undefined;
    return `the reply to ping ${String(number)} was sent after 300 ms, and its round-trip time is printed as ${time.toFixed(3)} ms: is it reckoned in milliseconds, and by a clock that goes on while the program waits?`;
  };
}

/** The numbers behind the pings are these. */
export function printsSummary(received: number): Judge {
  const lost = PINGS - received;
  const summary = `${String(PINGS)} sent, ${String(received)} received, ${String(lost)} lost (${String((100 * lost) / PINGS)} % loss)`;
  return (lines) =>
    rest(lines).includes(summary)
      ? undefined
      : `behind its pings it has to print ${quoted(summary)}; ${came(rest(lines))}`;
}

/** The last line fits the times that were printed before. */
export function printsRoundTrips(lines: readonly string[]): string | undefined {
  const times = lines.flatMap((line) => {
    const time = REPLY.exec(line)?.[2];
    return time === undefined ? [] : [Number(time)];
  });
  const line = rest(lines).find((one) => one.startsWith('round-trip'));
  if (times.length === 0) {
    const none = 'round-trip min/avg/max = none';
    return line === none
      ? undefined
      : `without any reply its last line has to be ${quoted(none)}; ${came(rest(lines))}`;
  }
  const said = ROUND_TRIPS.exec(line ?? '')
    ?.slice(1)
    .map(Number);
  if (said === undefined)
    return `its last line has to be like ${quoted('round-trip min/avg/max = 0.180/0.214/0.301 ms')}; ${came(line === undefined ? rest(lines) : [line])}`;
  const right = {
    smallest: Math.min(...times),
    mean: times.reduce((sum, time) => sum + time, 0) / times.length,
    largest: Math.max(...times),
  };
  const wrong = Object.entries(right).findIndex(([, time], index) => Math.abs(time - (said[index] ?? 0)) > ROUNDING);
  const [name, time] = Object.entries(right)[wrong] ?? [];
  return name === undefined || time === undefined
    ? undefined
    : `the ${name} of the ${String(times.length)} round-trip times that it printed is ${time.toFixed(3)} ms, and its last line says ${String(said[wrong])}`;
}

/** What was printed behind the last ping. */
function rest(lines: readonly string[]): readonly string[] {
  return lines.slice(lines.findLastIndex((line) => RESULT.test(line)) + 1).filter((line) => line !== '');
}

function came(lines: readonly string[]): string {
  return lines.length === 0 ? 'it printed nothing more' : `it printed ${lines.slice(0, 2).map(quoted).join(' and ')}`;
}

function quoted(line: string): string {
  return JSON.stringify(line.slice(0, 120));
}
