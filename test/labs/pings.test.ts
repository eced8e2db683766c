import { expect } from 'chai';
import fc from 'fast-check';
import {
  answering,
  keepsWaiting,
  PINGS,
  printsResults,
  printsRoundTrips,
  printsSummary,
  printsTime,
  repeatsItself,
  results,
  TIMED_OUT,
} from '../../labs/10-datagrams/pings.js';
import type { Automaton } from '../../src/core/automaton.js';
import { seed } from '../support/seed.js';
import { VirtualTime } from '../support/simulated-network.js';

/** What a right pinger prints whose replies took so many milliseconds; -1 stands for none. */
function printed(times: readonly number[]): string[] {
  const came = times.filter((time) => time >= 0);
  const mean = came.reduce((sum, time) => sum + time, 0) / came.length;
  const lost = PINGS - came.length;
  return [
    ...times.map((time, index) =>
      time < 0 ? TIMED_OUT : `Reply from server: ping ${index + 1} (${time.toFixed(3)} ms)`,
    ),
    `${PINGS} sent, ${came.length} received, ${lost} lost (${(100 * lost) / PINGS} % loss)`,
    `round-trip min/avg/max = ${came.length === 0 ? 'none' : `${[Math.min(...came), mean, Math.max(...came)].map((time) => time.toFixed(3)).join('/')} ms`}`,
    '',
  ];
}

const some = [0.213, 0.18, 30.5, 0.2, 0.25, 0.301, 61, 0.2, 0.19, 0.21];
const changed = (line: number, to: string): string[] => printed(some).map((old, index) => (index === line ? to : old));

describe('what a pinger prints', () => {
  it('is right for any times and losses, if it is reckoned right', () => {
    const time = fc.oneof(fc.constant(-1), fc.double({ min: 0, max: 999, noNaN: true }));
    fc.assert(
      fc.property(fc.array(time, { minLength: PINGS, maxLength: PINGS }), (times) => {
        const lines = printed(times);
        const lost = times.flatMap((each, index) => (each < 0 ? [index + 1] : []));
        for (const judge of [
          printsResults(results('ping', lost)),
          printsSummary(PINGS - lost.length),
          printsRoundTrips,
        ])
          expect(judge(lines)).to.equal(undefined);
      }),
      { seed },
    );
  });

  it('may have lines of other kinds between', () => {
    const lines = printed(some).flatMap((line) => ['PING 127.0.0.1', line]);
    for (const judge of [printsResults(results('ping')), printsSummary(PINGS), printsRoundTrips])
      expect(judge(lines)).to.equal(undefined);
  });

  it('is wrong where a ping has another result, time format or place', () => {
    const judge = printsResults(results('ping'));
    expect(judge(changed(2, TIMED_OUT))).to.equal(
      'line 3 about its pings is "Request timed out"; it has to be "Reply from server: ping 3 (0.213 ms)", with its own time',
    );
    for (const line of [
      'Reply from server: ping 3',
      'Reply from server: ping 3 (0.2 ms)',
      'Reply from server: ping 33 (0.200 ms)',
      'Reply from server: ping 3 (30.500 s)',
    ])
      expect(judge(changed(2, line)), line).to.include('line 3');
    expect(judge([])).to.match(/^it printed no line about a ping; the next has to be "Reply/);
    expect(judge(printed(some).slice(0, 9))).to.match(/^it printed 9 lines about its pings; the next has to be /);
    expect(judge([...printed(some).slice(0, 10), TIMED_OUT])).to.equal(
      'it printed 11 lines about its pings; there were 10',
    );
    expect(printsResults(results('ping', [3]))(printed(some))).to.match(/^line 3 .* has to be "Request timed out"$/);
  });

  it('is wrong where the numbers are not those of its pings', () => {
    expect(printsSummary(9)(printed(some))).to.equal(
      'behind its pings it has to print "10 sent, 9 received, 1 lost (10 % loss)"; it printed "10 sent, 10 received, 0 lost (0 % loss)" and "round-trip min/avg/max = 0.180/9.324/61.000 ms"',
    );
    expect(printsSummary(10)(printed(some).slice(0, 10))).to.match(/; it printed nothing more$/);
  });

  it('is wrong where the times are not those of its pings', () => {
    for (const [line, wrong] of [
      ['0.000/9.324/61.000 ms', 'smallest'],
      ['0.180/30.590/61.000 ms', 'mean'],
      ['0.180/9.324/30.500 ms', 'largest'],
      ['none', 'like "round-trip'],
      ['0.180/9.324/NaN ms', 'like "round-trip'],
    ]) {
      expect(printsRoundTrips(changed(11, `round-trip min/avg/max = ${line}`)), line).to.include(wrong);
    }
    expect(printsRoundTrips(printed(some.map(() => -1)).slice(0, 11))).to.match(
      /^without any reply its last line has to be "round-trip min\/avg\/max = none"; it printed "10 sent, 0/,
    );
  });

  it('may have any time that a reply can take that was sent after 300 ms', () => {
    const judged = (time: number): string | undefined =>
      printsTime(3)(printed(some.map((old, index) => (index === 2 ? time : old))));
    for (const time of [299.5, 300, 310.25, 999, -1]) expect(judged(time)).to.equal(undefined);
    for (const time of [0.3, 0.001, 300_000])
      expect(judged(time)).to.match(/^the reply to ping 3 was sent after 300 ms/);
  });
});

/** What an automaton sends, and the time, when pings come at these times. */
function played(
  automaton: Automaton,
  pings: readonly (readonly [atMs: number, ping: string])[],
  forMs = 10_000,
): { sent: string[]; failed: string[] } {
  const time = new VirtualTime();
  const sent: string[] = [];
  const failed: string[] = [];
  let stop = (): void => undefined;
  const behaviour = automaton({
    datagrams: true,
    now: () => time.now,
    send: (bytes) => {
      sent.push(`${time.now} ${Buffer.from(bytes).toString()}`);
    },
    setTimer: (ms) => {
      stop();
      stop = time.after(ms, () => {
        behaviour.timeout?.();
      });
    },
    stopTimer: () => {
      stop();
    },
    end: () => undefined,
    done: () => undefined,
    fail: (message) => {
      failed.push(message);
    },
  });
  for (const [atMs, ping] of pings)
    time.after(atMs, () => {
      behaviour.receive(Buffer.from(ping));
    });
  while (time.now < forMs && time.step());
  return { sent, failed };
}

describe('a server that answers in its own way', () => {
  it('answers with what is said of a ping, and echoes the others', () => {
    const { sent } = played(answering({ 'ping 2': [], 'ping 3': ['ping 2', ''] }), [
      [1, 'ping 1'],
      [2, 'ping 2'],
      [3, 'ping 3'],
    ]);
    expect(sent).to.deep.equal(['1 ping 1', '3 ping 2', '3 ']);
  });

  it('finds a pinger that does not wait', () => {
    const automaton = keepsWaiting('ping 1', 200);
    expect(
      played(automaton, [
        [10, 'ping 1'],
        [300, 'ping 2'],
      ]),
    ).to.deep.equal({ sent: ['210 ping 1', '300 ping 2'], failed: [] });
    expect(
      played(automaton, [
        [10, 'ping 1'],
        [110, 'ping 2'],
      ]).failed,
    ).to.deep.equal([
      '"ping 2" came less than 200 ms after "ping 1", whose reply had not come: it is to be waited for, one second',
    ]);
  });

  it('finds a pinger whose second begins anew', () => {
    const automaton = repeatsItself('ping 2', 'ping 1');
    expect(
      played(automaton, [
        [0, 'ping 2'],
        [1000, 'ping 3'],
      ]),
    ).to.deep.equal({ sent: ['400 ping 1', '800 ping 1', '1000 ping 3'], failed: [] });
    const { sent, failed } = played(automaton, [[0, 'ping 2']]);
    expect(sent).to.have.length(10);
    expect(failed).to.have.length(1);
  });
});
