import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect } from 'chai';
import { openSlot } from '../../../src/grade/sandbox/open-slot.js';
import type { Slot } from '../../../src/grade/sandbox/slot.js';
import type { CheckStep } from '../../../src/lab/step.js';
import { needs } from '../../support/needs.js';
import { bundled } from '../sandbox/bundled.js';
import { removeStaged, staged } from '../sandbox/remote.js';
import type { Case, Diagnosed } from './diagnosing-worker.js';

const PROGRAMS = fileURLToPath(new URL('./programs', import.meta.url));

const hello = (client?: string): CheckStep[] => {
  const by = client === undefined ? {} : { client };
  return [
    { op: 'send', messages: ['hello'], ...by },
    { op: 'expect', messages: ['hello'], ...by },
  ];
};
const visits = (count: number): CheckStep[] =>
  Array.from({ length: count }, (_, i) => [
    ...hello(`client ${i + 1}`),
    { op: 'close', client: `client ${i + 1}` } as const,
  ]).flat();
const restarted: CheckStep[] = [
  ...hello(),
  { op: 'program', action: { act: 'signal', signal: 'SIGKILL' } },
  { op: 'program', action: { act: 'start' } },
  ...hello('after'),
];
const runs: CheckStep = { op: 'program', action: { act: 'runs' } };
const brokenOff: CheckStep[] = [
  ...hello('breaks off'),
  { op: 'reset', client: 'breaks off' },
  ...hello('afterwards'),
  runs,
];
const paused: CheckStep[] = [
  { op: 'pause', client: 'never reads' },
  { op: 'raw', bytes: 'x'.repeat(8_000_000), client: 'never reads' },
  { op: 'quiet', ms: 300, client: 'second' },
  ...hello('second'),
];

// Each program, what it is diagnosed with, and what the sentence has to say.
const SERVERS: readonly (readonly [program: string, kind: string, says: RegExp, steps?: readonly CheckStep[]])[] = [
  ['exits.py', 'exited', /has ended \(exit code 3\).*cannot find settings\.ini/],
  ['sleeps.py', 'never-listened', /listens on no port after 4 s: it sleeps/],
  ['udp-server.py', 'wrong-transport', /uses UDP \(port 65432\); this lab is about TCP: .*SOCK_STREAM/],
  ['asks.py', 'waits-for-input', /waits for somebody to type, after "Which port\? "/],
  ['busy.py', 'busy-loop', /computes all the time, and listens on no port/],
  [
    'other-machine.py',
    'exited',
    /Cannot assign requested address.*other-machine\.py, line 5.*belongs to another machine/,
  ],
  ['never-accepts.py', 'never-accepted', /waits to be accepted; the server does not call accept: it sleeps/],
  [
    'one-client.py',
    'never-accepted',
    /does not call accept: it waits for another connection to send/,
    [...hello('first'), ...hello('second')],
  ],
  ['stops-listening.py', 'refused', /the program runs, and listens no more/, [...hello('first'), ...hello('second')]],
  ['never-reads.mjs', 'accepted-never-read', /has the connection, and 5 bytes that were sent wait unread/],
  ['never-replies.mjs', 'read-never-replied', /has read everything and sends nothing/],
  ['waits-for-more.py', 'both-wait', /waits in recv for more, while the client waits for the reply/],
  ['answers-at-end.py', 'after-end', /only after the client had ended its direction/],
  ['late-server.py', 'late', /the right reply came after [\d.]+ s, and had to come within 400 ms/],
  ['half.py', 'incomplete', /only 2 of 5 bytes came.*missing: "llo".*waits in recv for more/],
  ['closes.py', 'closed-early', /closed the connection without sending anything/],
  ['closes-unread.py', 'reset', /reset the connection/],
  ['busy', 'busy-loop', /computes all the time without reading what was sent/],
  ['one-at-a-time.py', 'blocked-writing', /stuck while it sends to another client, which reads nothing/, paused],
  ['no-reuse.py', 'port-in-use', /could not be started again at once.*SO_REUSEADDR/, restarted],
  ['crash.py', 'exited', /ValueError: invalid literal.* \(crash\.py, line 8\)/],
  ['late-crash.py', 'exited', /exit code 4/, brokenOff],
  [
    'thread-crash.py',
    'closed-early',
    /goes on after an error that nothing caught: ValueError: .* \(thread-crash\.py, line 12\)/,
  ],
  ['crash.mjs', 'exited', /TypeError: .* \(crash\.mjs, line 5\)/],
  ['Crash.java', 'exited', /ArithmeticException: \/ by zero \(Crash\.java, line 9\)/],
  ['segmentation-fault', 'exited', /SIGSEGV.*memory that it does not have/],
  ['broken-pipe', 'exited', /SIGPIPE.*sent to a client that had closed/],
  ['assertion', 'exited', /SIGABRT.*Assertion .*size > 10.* \(assertion\.c, line \d+\)/],
];

const CLIENT: readonly CheckStep[] = [{ op: 'connect' }, { op: 'expect', messages: ['hello'] }];
const TWICE: readonly CheckStep[] = [
  ...CLIENT,
  { op: 'send', messages: ['more'] },
  { op: 'expect', messages: ['hello'] },
];

const CLIENTS: readonly (readonly [program: string, kind: string, says: RegExp, steps?: readonly CheckStep[]])[] = [
  ['exits.py', 'exited', /exit code 3.*cannot find settings\.ini.*it did not connect/],
  ['sleeps.py', 'never-connected', /did not connect: it sleeps/],
  ['asks-name.py', 'waits-for-input', /waits for somebody to type, after "Your name: "/],
  ['busy.py', 'busy-loop', /computes all the time, and does not connect/],
  ['udp-client.py', 'wrong-transport', /uses UDP; this lab is about TCP/],
  ['is-a-server.py', 'never-connected', /listens on port 65433 and does not connect: is that the server/],
  [
    'other-port.py',
    'connected-elsewhere',
    /was refused: it goes to another port.*port 65432.*ConnectionRefusedError.*other-port\.py, line 3/,
  ],
  ['tries-again.py', 'connected-elsewhere', /tried to connect \d+ times and was refused/],
  ['closes-at-once.py', 'closed-early', /the client closed the connection without sending anything/],
  ['crash-client.py', 'exited', /TypeError: a bytes-like object is required.*crash-client\.py, line 4.*encode text/],
  ['waits-for-greeting.py', 'both-wait', /waits in recv for the server, while the server waits for the client/],
  ['reads-first.py', 'after-end', /came only when the server had ended its direction/],
  ['sends-half.py', 'incomplete', /only 2 of 5 bytes came/],
  ['late-client.py', 'late', /the right message came after [\d.]+ s/],
  ['never-reads.py', 'accepted-never-read', /4 bytes from the server wait that the client does not read/, TWICE],
];

// What is noticed of a program that passes.
const NOTICED: readonly (readonly [program: string, kind: string, says: RegExp, steps?: readonly CheckStep[]])[] = [
  ['only-ipv6.py', 'only-ipv6', /only on \[::1\]:65432 \(IPv6\), and was tested there/],
  ['other-address.py', 'other-address', /only on 127\.0\.0\.2:65432, and was tested there/],
  ['keeps-sockets.py', 'close-wait', /1[0-5] of 15 connections whose clients are gone are still open/, visits(15)],
  ['keeps-files.py', 'descriptor-growth', /15 clients that are gone the program has 1[4-6] more files/, visits(15)],
  ['keeps-threads.py', 'threads-left', /1[4-6] more threads than before/, visits(15)],
  ['zombies.py', 'zombies', /processes that the program has started have ended.*waitpid/, visits(15)],
  ['polls.py', 'busy-loop', /uses a processor all the time/, [...hello(), { op: 'quiet', ms: 400 }, runs]], // it never rests
  ['prints.py', 'output-flood', /printed 195 KiB/],
  ['starts-another.py', 'left-over', /other processes running when it was stopped: \S/],
];

describe('Diagnoses', function () {
  this.timeout(60_000);
  let slot: Slot<Case, Diagnosed>;
  let last = 0;
  const waiting = new Map<number, (told: Diagnosed) => void>();
  before(needs('bwrap', 'python3', 'cc', 'java'));
  before(async () => {
    const files = staged({}, PROGRAMS);
    for (const source of readdirSync(PROGRAMS).filter((file) => file.endsWith('.c'))) {
      // Its own folder is where an author's compiler runs: that is the path that an assertion tells.
      execFileSync('cc', ['-g', '-o', source.replace('.c', ''), source], { cwd: files });
    }
    slot = await openSlot<Case, Diagnosed>({
      worker: await bundled('../diagnosis/diagnosing-worker'),
      slot: 0,
      staged: files,
    });
    slot.onMessage((told) => {
      waiting.get(told.id)?.(told);
    });
  });
  after(async () => {
    await slot.close();
    removeStaged();
  });

  const ask = (asked: Omit<Case, 'id'>): Promise<Diagnosed> =>
    new Promise((resolve, reject) => {
      const id = last++;
      waiting.set(id, resolve);
      void slot.closed.then(({ said }) => {
        reject(new Error(`the worker has ended: ${said}`));
      });
      slot.send({ ...asked, id });
    });

  for (const [program, kind, says, steps = hello()] of SERVERS) {
    it(`says of a server like ${program}: ${kind}`, async () => {
      const { fault: failure, error } = await ask({
        role: 'server',
        command: commandOf(program),
        play: { steps },
        lateMs: kind === 'late' ? 15_000 : 500,
      });
      expect(error).to.equal(undefined);
      expect(failure?.message).to.match(says);
      expect(failure?.kind).to.equal(kind);
    });
  }

  for (const [program, kind, says, steps = CLIENT] of CLIENTS) {
    it(`says of a client like ${program}: ${kind}`, async () => {
      const { fault: failure, error } = await ask({
        role: 'client',
        command: commandOf(program),
        play: { steps },
        lateMs: kind === 'late' ? 15_000 : 500,
      });
      expect(error).to.equal(undefined);
      expect(failure?.message).to.match(says);
      expect(failure?.kind).to.equal(kind);
    });
  }

  for (const [program, kind, says, steps = hello()] of NOTICED) {
    it(`notices of a program like ${program}, which passes: ${kind}`, async () => {
      const {
        fault: failure,
        findings,
        error,
      } = await ask({
        role: 'server',
        command: commandOf(program),
        play: { steps },
        before: steps.length > 10 ? 1 : 0,
      });
      expect({ error, fault: failure }).to.deep.equal({ error: undefined, fault: undefined });
      expect(findings.map((finding) => finding.kind)).to.deep.equal([kind]);
      expect(findings[0]?.message).to.match(says);
    });
  }

  it('notices nothing of a right server', async () => {
    const { fault: failure, findings } = await ask({
      role: 'server',
      command: commandOf('echo.py'),
      play: { steps: visits(15) },
      before: 1,
    });
    expect({ fault: failure, findings }).to.deep.equal({ fault: undefined, findings: [] });
  });

  it('says that a server listens on another port than it was told, and tests it there', async () => {
    const { fault: failure, findings } = await ask({
      role: 'server',
      command: commandOf('echo.py'),
      play: { steps: hello() },
      toldPort: 5000,
    });
    expect(failure).to.equal(undefined);
    expect(findings.map(({ kind, message }) => `${kind}: ${message}`).join()).to.match(
      /^other-port: the server was told to listen on port 5000, and listens on 65432/,
    );
  });

  it('blames nobody for a program that this machine could not start', async () => {
    const { fault: failure, error } = await ask({
      role: 'server',
      command: ['python3', 'echo.py'],
      folder: '/no/such/folder',
      play: { steps: hello() },
    });
    expect(failure).to.equal(undefined);
    expect(error).to.match(/^MachineFailure: the program could not be started on this machine/);
  });
});

function commandOf(program: string): readonly string[] {
  if (program.endsWith('.py')) return ['python3', program];
  if (program.endsWith('.mjs')) return ['node', program];
  if (program.endsWith('.java')) return ['java', program];
  return [join('.', program).replace(/^/, './')];
}
