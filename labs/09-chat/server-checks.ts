import type { Check } from '../../src/lab/check.js';
import { program } from '../../src/lab/client-checks.js';
import { halted, restart, stopsWithClients } from '../../src/lab/program-checks.js';
import { check, type Own, type Sample } from '../../src/lab/server-checks.js';
import type { ProgramStep, Step } from '../../src/lab/step.js';

type Steps = readonly (Step | ProgramStep)[];

const COMMANDS = '/name NAME, /who, /quit';
const PAUSE = 100; // in which a right program has nothing to say, however long it is

/** What a new member is told. */
export function welcome(number: number): string {
  return `* welcome, guest${number}: ${COMMANDS}`;
}

/** Comes into a room in which these others are, and all of them have heard of it. */
function comes(client: string, number: number, ...others: readonly string[]): Step[] {
  return [
    { op: 'connect', client },
    hears(client, welcome(number)),
    ...others.map((other) => hears(other, `* guest${number} joined`)),
  ];
}

function says(client: string, ...messages: readonly string[]): Step {
  return { op: 'send', client, messages };
}

function hears(client: string, ...messages: readonly string[]): Step {
  return { op: 'expect', client, messages };
}

/** The first bytes of what it hears: the rest of the line is the server's own affair. */
function hearsBegin(client: string, bytes: string): Step {
  return { op: 'expect-raw', client, bytes };
}

/** What they have not read is of no account from here on. */
function go(...clients: readonly string[]): Step[] {
  return clients.map((client): Step => ({ op: 'close', client }));
}

/**
 * Somebody can come in, whoever else may still be there. (Whether the program runs is not asked: through a port that takes another
 * connection, and whoever makes it is a member for a moment.)
 */
const stillOpen: Steps = [hearsBegin('afterwards', '* welcome, guest'), ...go('afterwards')];

const LINE = 'A line goes to everybody else, as `NAME: LINE`, and not back to the speaker.';
const WELCOME =
  'A new member is told `* welcome, guestN: /name NAME, /who, /quit`, where N is the lowest number that is free, and hears everything that is said from then on; the others are told `* guestN joined`.';
const CUT =
  'It makes no difference how the bytes of a line arrive: in pieces, cut within a letter too, or several lines at once.';
const NAME =
  '`/name ann`: the member is told `* you are now ann`, the others `* guest1 is now ann`; if somebody else has that name, only the member is told `* the name ann is taken`.';
const WHO =
  '`/who`: the member is told `* here are 2: ann, guest2`, in the order in which they came, or `* here is 1: ann`.';
const QUIT = '`/quit`: the member is told `* bye`, and its connection is closed.';
const OTHER = 'Other lines that begin with `/` and empty lines go to nobody; what their member is told is up to you.';
const LEFT =
  'When a member has gone, whether by `/quit`, by ending its stream or by breaking off, the others are told `* NAME left` (more may follow in that line).';
const SURVIVES =
  'Nothing that a member does stops the server or keeps another member waiting: not a line that is no UTF-8, nor one without its end, nor breaking off, alone or all at once.';
const SLOW =
  'A member that does not read is dropped before 4 MB wait for it, and the others are told a line that begins with `* NAME `.';
const RUNS =
  'The server keeps running when everybody has left, ends on SIGTERM (`kill PID`) within 3 seconds, and can then be started again at once.';

const who: Sample = { send: '/who', replies: [welcome(1), '* here is 1: guest1'] };

/** Two members, and then what they do. */
function ofTwo(id: string, title: string, hint: string, steps: Steps, own: Own): Check {
  return check(id, title, hint, { steps: [...comes('ann', 1), ...comes('bob', 2, 'ann'), ...steps] }, own);
}

/** Ann says what nobody reads: more than all buffers of the system hold, and the server has to take it. */
const FLOOD: Steps = [
  ...comes('never reads', 1),
  { op: 'pause', client: 'never reads' },
  { op: 'connect', client: 'ann' },
  hears('ann', welcome(2)),
  ...Array.from({ length: 64 }, (): Step => ({
    op: 'raw',
    client: 'ann',
    bytes: `${'Is anybody there? '.repeat(55)}\n`.repeat(250),
  })),
];

export const serverChecks: readonly Check[] = [
  check(
    'welcome',
    'A new member is welcomed',
    'Send the welcome as soon as somebody has connected, without waiting for a line; and tell only the others who joined.',
    {
      steps: [...comes('ann', 1), { op: 'quiet', ms: PAUSE, client: 'ann' }],
    },
    { points: 5, because: WELCOME },
  ),
  check(
    'joined',
    'The others are told who joins',
    'A second member must be able to come while the first one is there and silent: a thread for each, or one loop that waits for all.',
    {
      steps: [...comes('ann', 1), ...comes('bob', 2, 'ann'), ...comes('carol', 3, 'ann', 'bob')],
    },
    { points: 5, because: WELCOME, needs: ['welcome'] },
  ),
  ofTwo(
    'passes-on',
    'What one member says the other one hears',
    'Keep a list of the members; send each line to those in it, with the name of the speaker in front.',
    [says('ann', 'hello, bob'), hears('bob', 'guest1: hello, bob'), ...go('ann', 'bob')],
    { points: 7, because: LINE, needs: ['joined'] },
  ),
  ofTwo(
    'not-back',
    'The speaker does not get its own line back',
    'Pass over the speaker when you go through the list of the members.',
    [
      says('ann', 'hello'),
      hears('bob', 'guest1: hello'),
      says('bob', 'hi'),
      hears('ann', 'guest2: hi'),
      says('ann', 'how are you?'),
      hears('bob', 'guest1: how are you?'),
    ],
    { points: 4, because: LINE, needs: ['passes-on'] },
  ),
  ofTwo(
    'everybody',
    'All the others hear what one member says',
    'Go through the whole list of the members.',
    [
      ...comes('carol', 3, 'ann', 'bob'),
      says('bob', 'hello'),
      hears('ann', 'guest2: hello'),
      hears('carol', 'guest2: hello'),
      says('carol', 'hi'),
      hears('ann', 'guest3: hi'),
      hears('bob', 'guest3: hi'),
    ],
    { points: 5, because: LINE, needs: ['not-back'] },
  ),
  ofTwo(
    'glued-lines',
    'Several lines that arrive at once are all passed on, each as a line',
    'One recv may return several lines: go through all of them.',
    [says('ann', 'one', 'two', 'three'), hears('bob', 'guest1: one', 'guest1: two', 'guest1: three')],
    { points: 5, because: CUT, needs: ['everybody'] },
  ),
  ofTwo(
    'cut-line',
    'A line that arrives in pieces is passed on whole',
    'Keep what has come of a line until its line feed comes, for each member by itself.',
    [
      { op: 'raw', client: 'ann', bytes: 'hel' },
      { op: 'quiet', ms: PAUSE, client: 'bob' },
      { op: 'raw', client: 'ann', bytes: 'lo\nand ' },
      hears('bob', 'guest1: hello'),
      { op: 'raw', client: 'bob', bytes: 'me\n' },
      hears('ann', 'guest2: me'),
      { op: 'raw', client: 'ann', bytes: 'bye\n' },
      hears('bob', 'guest1: and bye'),
    ],
    { points: 6, because: CUT, needs: ['glued-lines'] },
  ),
  ofTwo(
    'cut-letter',
    'A line that is cut within a letter is passed on whole',
    'Collect bytes, and decode a line when it is whole; or do not decode it at all.',
    [
      { op: 'raw', client: 'ann', bytes: Uint8Array.of(0x67, 0x72, 0xc3) },
      { op: 'quiet', ms: PAUSE, client: 'bob' },
      { op: 'raw', client: 'ann', bytes: Uint8Array.of(0xbc, 0xc3, 0x9f, 0x65, 0x0a) },
      hears('bob', 'guest1: grüße'),
    ],
    { points: 4, because: CUT, needs: ['cut-line'] },
  ),
  ofTwo(
    'unfinished-line',
    'A member that has not finished its line keeps no other one waiting',
    'Read what is there, and no more: readline waits for the end of the line, and everybody else with it.',
    [
      ...comes('carol', 3, 'ann', 'bob'),
      { op: 'raw', client: 'ann', bytes: 'I have not fin' },
      { op: 'quiet', ms: PAUSE, client: 'bob' },
      says('bob', 'hello'),
      hears('carol', 'guest2: hello'),
      hears('ann', 'guest2: hello'),
      { op: 'raw', client: 'ann', bytes: 'ished\n' },
      hears('bob', 'guest1: I have not finished'),
      hears('carol', 'guest1: I have not finished'),
    ],
    { points: 5, because: SURVIVES, needs: ['cut-line'] },
  ),
  ofTwo(
    'name',
    'A member can take a name',
    'Tell the member and the others, and use the new name from then on.',
    [
      says('ann', '/name ann'),
      hears('ann', '* you are now ann'),
      hears('bob', '* guest1 is now ann'),
      says('ann', 'hello'),
      hears('bob', 'ann: hello'),
    ],
    { points: 5, because: NAME, needs: ['everybody'] },
  ),
  ofTwo(
    'name-taken',
    'A name that somebody has is not given again',
    'Look through the list before you change the name.',
    [
      says('ann', '/name ann'),
      hears('ann', '* you are now ann'),
      hears('bob', '* guest1 is now ann'),
      says('bob', '/name ann'),
      hears('bob', '* the name ann is taken'),
      says('bob', 'well'),
      hears('ann', 'guest2: well'),
    ],
    { points: 3, because: NAME, needs: ['name'] },
  ),
  ofTwo(
    'who',
    'A member can ask who is here',
    'The list has everybody, the one who asks too.',
    [
      says('bob', '/who'),
      hears('bob', '* here are 2: guest1, guest2'),
      says('ann', '/name ann'),
      hears('ann', '* you are now ann'),
      hears('bob', '* guest1 is now ann'),
      says('bob', '/who'),
      hears('bob', '* here are 2: ann, guest2'),
      says('bob', 'hi'),
      hears('ann', 'guest2: hi'),
    ],
    { points: 3, because: WHO, needs: ['name'] },
  ),
  ofTwo(
    'other-commands',
    'A command that does not exist is not passed on',
    'Who mistypes a command does not want to be heard by all.',
    [says('ann', '/nmae ann', 'hello'), hears('bob', 'guest1: hello'), ...go('ann', 'bob')],
    { points: 2, because: OTHER, needs: ['who', 'glued-lines'] },
  ),
  ofTwo(
    'empty-line',
    'An empty line is not passed on',
    'Pass over empty lines; only an empty read is the end of the stream.',
    [says('ann', '', 'hello', '', 'again'), hears('bob', 'guest1: hello', 'guest1: again'), ...go('ann', 'bob')],
    { points: 2, because: OTHER, needs: ['glued-lines'] },
  ),
  ofTwo(
    'quit',
    'A member that quits is told goodbye, and its connection is closed',
    'Send the answer first, then close, and take the member from the list.',
    [
      says('bob', '/quit'),
      hears('bob', '* bye'),
      { op: 'closed', client: 'bob', orReset: true },
      hearsBegin('ann', '* guest2 left'),
      ...go('ann'),
    ],
    { points: 4, because: QUIT, needs: ['left'] },
  ),
  ofTwo(
    'left',
    'The others are told who has left',
    'An empty read is the end of a member: take it from the list, close its socket, and tell the others.',
    [...go('bob'), hearsBegin('ann', '* guest2 left'), ...go('ann')],
    { points: 4, because: LEFT, needs: ['everybody'] },
  ),
  ofTwo(
    'half-close',
    'A member that ends only its own direction is heard, and then leaves',
    'The end of its stream comes behind its last line: pass that on first, then close.',
    [
      says('bob', 'goodbye'),
      { op: 'end', client: 'bob' },
      hears('ann', 'guest2: goodbye'),
      hearsBegin('ann', '* guest2 left'),
      { op: 'closed', client: 'bob', orReset: true },
      ...go('ann'),
    ],
    { points: 2, because: LEFT, needs: ['left'] },
  ),
  ofTwo(
    'lowest-number',
    'A number that has become free is given again',
    'Look for the lowest number that nobody has, instead of counting on.',
    [
      ...go('ann'),
      hearsBegin('bob', '* guest1 left'),
      { op: 'connect', client: 'carol' },
      hears('carol', welcome(1)),
      ...go('bob', 'carol'),
    ],
    { points: 2, because: WELCOME, needs: ['left'] },
  ),
  ofTwo(
    'keeps-running',
    'The server goes on when everybody has left',
    'Go on accepting, however many members there are.',
    [...go('bob'), hearsBegin('ann', '* guest2 left'), ...go('ann'), program({ act: 'settles' }), ...stillOpen],
    { points: 3, because: RUNS, needs: ['left'] },
  ),
  ofTwo(
    'reset',
    'A member that breaks off has left, and stops nobody',
    'recv and send fail when a member has broken off (ECONNRESET): catch that, and let it leave.',
    [
      ...comes('carol', 3, 'ann', 'bob'),
      { op: 'reset', client: 'bob' },
      hearsBegin('ann', '* guest2 left'),
      hearsBegin('carol', '* guest2 left'),
      ...go('ann', 'carol'),
      ...stillOpen,
    ],
    { points: 3, because: SURVIVES, needs: ['keeps-running'] },
  ),
  check(
    'vanish-together',
    'Members that break off all at once do not stop the server',
    'To tell those who are left fails when they have gone too (EPIPE, in C with the signal SIGPIPE): that must not stop you.',
    {
      steps: [
        ...['a', 'b', 'c', 'd', 'e', 'f'].flatMap((client, index, all) =>
          comes(client, index + 1, ...all.slice(0, index)),
        ),
        ...halted(['a', 'b', 'c', 'd', 'e', 'f'].map((client) => ({ op: 'reset', client }))),
        ...stillOpen,
        program({ act: 'settles' }),
        hearsBegin('late', '* welcome, guest'),
        ...go('late'),
      ],
    },
    { points: 3, because: SURVIVES, needs: ['reset'] },
  ),
  ofTwo(
    'not-text',
    'A line that is not UTF-8 stops nobody',
    "Decoding fails for such a line: say what is to become of it (errors='replace'), or catch the error.",
    [
      { op: 'raw', client: 'bob', bytes: Uint8Array.of(0x2f, 0xff, 0xfe, 0x0a) },
      says('bob', 'hello'),
      hears('ann', 'guest2: hello'),
      ...go('bob'),
      hearsBegin('ann', '* guest2 left'),
      ...go('ann'),
    ],
    { points: 3, because: SURVIVES, needs: ['left', 'other-commands', 'reset'] },
  ),
  check(
    'slow-reader',
    'A member that never reads keeps nobody waiting',
    'Sending blocks when a member does not read: put its lines into a queue with a thread of its own, or do not block (setblocking, O_NONBLOCK).',
    {
      steps: [...FLOOD, ...go('ann'), ...stillOpen],
    },
    { points: 6, because: SURVIVES, needs: ['glued-lines', 'keeps-running'] },
  ),
  check(
    'drops-slow-reader',
    'A member that never reads is dropped, and the others are told',
    'What waits for it fills your memory: count the bytes, and close its connection when there are too many.',
    {
      steps: [...FLOOD, hearsBegin('ann', '* guest1 '), ...go('ann'), ...stillOpen],
    },
    { points: 4, because: SLOW, needs: ['slow-reader'] },
  ),
  stopsWithClients(who, { points: 2, because: RUNS, needs: ['who'] }),
  restart(who, { points: 3, because: RUNS, needs: ['who'] }),
];
