import { defined } from '../../../src/core/defined.js';
import { connectMemory } from '../../../src/client/memory-link.js';
import { runScript, type ScriptResult } from '../../../src/client/run-script.js';
import { text } from '../../../src/core/codec.js';
import { EventStream } from '../../../src/core/event-stream.js';
import type { Framing } from '../../../src/core/framing.js';
import type { Handler, Peer } from '../../../src/core/handler.js';
import { ReplyBuffer } from '../../../src/core/reply-buffer.js';
import { Session } from '../../../src/core/session.js';
import line from '../../../src/framings/line.js';
import length16 from '../../../src/framings/length16.js';
import { gradedReport, notGradableReport, startReport, type Beginning } from '../../../src/grade/report/make-report.js';
import type { CheckReport, Report } from '../../../src/grade/report/report.js';
import { toCheckReport, type RanCheck } from '../../../src/grade/report/to-check-report.js';
import type { Step } from '../../../src/lab/step.js';
import { MemoryListener } from '../../../src/transport/memory.js';

type Serve = (message: string, peer: Peer<string>) => void;

const right: Serve = (message, peer) => {
  peer.send(message.toUpperCase());
};

/** Mistakes, each as a server that makes it. */
const wrong = {
  unchanged: (message, peer) => {
    peer.send(message);
  },
  silent: () => undefined,
  twice: (message, peer) => {
    peer.send(message.toUpperCase());
    peer.send(message.toUpperCase());
  },
  closing: (message, peer) => {
    peer.send(message.toUpperCase());
    peer.close();
  },
  half: (message, peer) => {
    peer.send(message.toUpperCase().slice(0, 3));
  },
} satisfies Record<string, Serve>;

const beginning: Beginning = {
  tool: { name: 'wirelab', version: '0.1.0' },
  lab: { number: 4, slug: 'shout', title: 'Shout' },
  role: 'server',
  submission: { name: 'server.py', sha256: 'f00d'.repeat(16), command: ['python3', 'server.py'] },
  seed: 42,
  sandbox: 'bubblewrap',
  maxScore: 10,
  startedAt: new Date('2026-03-02T10:15:00Z'),
};

/** All is right, one check at the second try. */
export async function passing(): Promise<Report> {
  const checks = [
    report(one, 'pass', await playWith(right, hello)),
    report(several, 'pass', await playWith(right, twoMessages)),
    flaky(await playWith(wrong.silent, hello), await playWith(right, hello)),
  ];
  return gradedReport(startReport(beginning), { durationMs: 1830, port: 65432, checks });
}

/** One thing of every kind: failures in the player's words, a hidden one, one that was not tried, one that could not be run. */
export async function failing(): Promise<Report> {
  const checks = [
    report(one, 'pass', await playWith(right, hello)),
    report(several, 'fail', await playWith(wrong.unchanged, twoMessages), {
      counterexample: {
        text: '"é" sent as [c3] [a9]: the server closed the connection without sending anything; "É\\n" was expected',
        pieces: [Uint8Array.of(0xc3), Uint8Array.of(0xa9, 0x0a)],
        seed: 42,
        path: '3:1:0',
        runs: 4,
        shrinks: 2,
      },
    }),
    report(
      { ...one, id: 'no-more', title: 'Nothing comes that was not asked for.', points: 1 },
      'fail',
      await playWith(wrong.twice, hello),
    ),
    report(
      { ...one, id: 'stays-open', title: 'The connection stays open for another message.', points: 1 },
      'fail',
      await playWith(wrong.closing, twoMessages),
    ),
    report(
      { ...one, id: 'secret', title: 'A word that is not told beforehand comes back.', points: 1, hidden: true },
      'fail',
      await playWith(wrong.half, hello),
    ),
    report(
      { ...one, id: 'binary', title: 'Any byte comes back.', points: 1 },
      'fail',
      await playWith(wrong.unchanged, binary, length16()),
    ),
    toCheckReport({
      check: { ...one, id: 'three', title: 'Three clients, one after another, are all served.', points: 2 },
      status: 'skip',
      needs: ['several'],
      attempts: [],
    }),
    toCheckReport({
      check: { ...one, id: 'restart', title: 'It can be started again at once.', points: 1 },
      status: 'error',
      error: 'the sandbox could not be made: no space left on device',
      attempts: [],
    }),
    exited,
  ];
  const findings = [
    {
      kind: 'left-over',
      message: '2 processes were still running when the program had been told to end',
      check: 'several',
    },
  ];
  return gradedReport(startReport({ ...beginning, sandbox: 'none' }), {
    durationMs: 5210,
    port: 65432,
    checks,
    findings,
  });
}

/** A program that does not start. */
export function notGradable(): Report {
  const reason = [
    'server.py is Python 2: line 7 prints without parentheses',
    '',
    '  File "server.py", line 7',
    '    print "listening"',
    '    ^^^^^^^^^^^^^^^^^',
    "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?",
  ].join('\n');
  return notGradableReport(startReport(beginning), reason, { durationMs: 95 });
}

/** What is written before anything has run. */
export function notDone(): Report {
  return startReport(beginning);
}

const hello: readonly Step[] = [
  { op: 'send', messages: ['hello'] },
  { op: 'expect', messages: ['HELLO'] },
  { op: 'quiet', ms: 1 },
];

const twoMessages: readonly Step[] = [
  { op: 'send', client: 'ann', messages: ['Ärger im Netz'] },
  { op: 'expect', client: 'ann', messages: ['ÄRGER IM NETZ'] },
  { op: 'send', client: 'ben', messages: ['one', 'two'], cuts: [2, 5] },
  { op: 'expect', client: 'ben', messages: ['ONE', 'TWO'] },
];

const binary: readonly Step[] = [
  { op: 'send', messages: [Uint8Array.of(0, 1, 2, 3, 0x61, 0x62)] },
  { op: 'expect', messages: [Uint8Array.of(0, 1, 2, 3, 0x41, 0x42)] },
];

const one: RanCheck['check'] = {
  id: 'one',
  title: 'A message comes back in capital letters.',
  points: 2,
  because: 'The server sends each line back in capital letters.',
  hint: 'Look at what your server sends, not only at what it prints.',
};

const several: RanCheck['check'] = {
  id: 'several',
  title: 'Several messages on one connection are answered in order.',
  points: 3,
  because: 'A client may send as many lines as it likes; each is answered before the next.',
  hint: 'One recv is not one message: a line may come in pieces, and two may come at once.',
};

const exited: CheckReport = {
  id: 'reset',
  title: 'A client that breaks its connection leaves the server running.',
  points: 1,
  earned: 0,
  status: 'fail',
  cause: {
    kind: 'exited',
    step: 2,
    expected: null,
    actual: null,
    offset: null,
    message: 'the server ended with exit code 1 when the connection was reset',
    exit: { code: 1, signal: null },
  },
  output: {
    stdout: 'listening on 65432\n',
    stderr:
      'Traceback (most recent call last):\n  File "server.py", line 12, in <module>\n    data = conn.recv(1024)\nConnectionResetError: [Errno 104] Connection reset by peer\n',
  },
  because: 'Whatever one client does, the server goes on serving the others.',
  replay: replay('reset'),
  durationMs: 312,
};

function replay(id: string): readonly string[] {
  return ['wirelab', 'grade', '4', 'server.py', '--seed', '42', '--only', id];
}

function report(
  check: RanCheck['check'],
  status: 'pass' | 'fail',
  played: ScriptResult,
  more: Pick<NonNullable<RanCheck['outcome']>, 'counterexample'> = {},
): CheckReport {
  return toCheckReport(
    { check, status, outcome: { ...timed(played), ...more, durationMs: 120 }, attempts: [] },
    replay(check.id),
  );
}

function flaky(first: ScriptResult, second: ScriptResult): CheckReport {
  const check: RanCheck['check'] = { ...one, id: 'at-once', title: 'A reply comes at once.', points: 5 };
  const attempts = [
    { ...timed(first), passed: false, durationMs: 2041 },
    { ...timed(second), passed: true, durationMs: 12 },
  ];
  return toCheckReport(
    { check, status: 'flaky', outcome: { ...timed(first), durationMs: 2041 }, attempts },
    replay(check.id),
  );
}

/** With times that are the same whenever and wherever it is played. */
function timed(played: ScriptResult): Omit<NonNullable<RanCheck['outcome']>, 'durationMs'> {
  const { transcript, failure } = played;
  return {
    transcript: transcript.map((entry, index) => ({ ...entry, t: index * 0.7 })),
    ...defined({ failure }),
  };
}

/** Plays the steps against a server in memory that treats each message like this. */
export function playWith(serve: Serve, steps: readonly Step[], framing: Framing = line()): Promise<ScriptResult> {
  const handler: Handler<string> = {
    name: 'sample',
    summary: 'for samples',
    codec: text,
    examples: [],
    connect: (peer) => ({
      receive: (message) => {
        serve(message, peer);
      },
    }),
  };
  const service = { framing, handler, maxFrame: 65535, replies: new ReplyBuffer(), events: new EventStream<never>() };
  let id = 0;
  const listener = new MemoryListener({
    accepted: (connection) => {
      const session = new Session(++id, service, connection.wire);
      connection.start({
        receive: (chunk) => {
          session.receive(chunk);
        },
        end: () => {
          session.end();
        },
        lost: () => undefined,
        hold: () => undefined,
        resume: () => undefined,
      });
    },
    gone: () => undefined,
    troubled: () => undefined,
  });
  return runScript(
    { title: 'sample', steps },
    { framing, connect: connectMemory(listener), gapMs: 0, deadlineMs: 100 },
  );
}
