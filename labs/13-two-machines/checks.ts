import { defined } from '../../src/core/defined.js';
import type { Check, Checks, StartOptions } from '../../src/lab/check.js';
import {
  answer,
  neverAnswers,
  printsReply,
  program,
  refused,
  request,
  scripted,
  sendsRequest,
  serverCloses,
  splitReply,
  type Dialogue,
} from '../../src/lab/client-checks.js';
import { restart, saysListening, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  anyCut,
  check,
  exchange,
  nextClients,
  oneExchange,
  resetSurvived,
  type Own,
  type Sample,
} from '../../src/lab/server-checks.js';
import type { ProgramAction } from '../../src/lab/program-action.js';
import type { ProgramStep, Step } from '../../src/lab/step.js';

const ECHO =
  'It sends every line (the bytes up to and including a line feed) back as it came, in however many pieces it comes.';
const BINDS = 'Its arguments are the address and the port to bind to, `0.0.0.0` and 5000 where they are left out.';
const ONLY = 'It can be reached at that address and at no other.';
const BY_NAME = 'The address may be a name, such as `localhost`.';
const SAYS =
  "It prints `listening on 0.0.0.0:5000`, with the address and the port that it has, and for each client that connects a line with the client's address.";
const NO_PLACE =
  'Where it cannot listen, as the port is taken or there is no such address, it ends with an error message and exit code 1.';
const OTHERS = 'It serves one client after another, or several at once, whatever a client does.';
const STOPS = 'On SIGTERM (`kill PID`) it ends within 3 seconds, also while clients are connected.';
const RESTART = 'When it is stopped, it can be started again at once.';

const GOES_TO = 'Its arguments are the host and the port of the server, `127.0.0.1` and 5000 where they are left out.';
const NAMES = 'The host is an address or a name; of a name with several addresses it tries one after another.';
const SENDS =
  'It sends each line of its standard input, waits for the echo, which may come in pieces, and prints it; when the input ends, it ends with exit code 0.';
const MESSAGE =
  'Where it cannot do that, it writes `cannot reach HOST:PORT: CAUSE` to its standard error, with the host and the port that it was given, and ends:';
const REFUSED = '`refused` and exit code 3 when nobody listens there;';
const UNREACHABLE =
  '`unreachable` and exit code 4 when there is no way to that address (EHOSTUNREACH and ENETUNREACH);';
const NO_ANSWER = '`no answer` and exit code 5 when the connection, or an echo, takes more than 5 seconds;';
const UNKNOWN = '`unknown name` and exit code 6 when the name has no address;';
const CLOSED = '`closed` and exit code 1 when the server ends the connection in place of an echo.';

const hello: Sample = { send: 'Hello', replies: ['Hello'] };
const dialogue: Dialogue = { input: 'Hello\n', request: 'Hello', reply: 'Hello', prints: 'Hello' };
const NO_SUCH_HOST = 'no-such-host.invalid';
const GIVES_UP_WITHIN = 6000; // of the five seconds that it has, with the start of the program

type Steps = readonly (Step | ProgramStep)[];

/** The same check of a program that is started in this way. */
function started(one: Check, start: StartOptions): Check {
  return 'steps' in one.script ? { ...one, script: { ...one.script, start: { ...one.script.start, ...start } } } : one;
}

function server(id: string, title: string, hint: string, steps: Steps, start: StartOptions, own: Own): Check {
  return check(id, title, hint, { steps, start }, own);
}

function ends(code: number, says?: string): ProgramStep {
  return program({
    act: 'ends',
    code,
    withinMs: GIVES_UP_WITHIN,
    ...defined({ says }),
  } satisfies ProgramAction);
}

/** The checks for one port of the lab. */
export function checksFor(port: number): Checks {
  const text = String(port);
  const other = port - 1; // a second port, whatever the first is
  const none: StartOptions = { arguments: [] };
  const here: StartOptions = { arguments: ['127.0.0.1', text] };
  const cause = (host: string, why: string): string => `cannot reach ${host}:${text}: ${why}`;
  return {
    server: [
      started(oneExchange(hello, { points: 8, because: ECHO }), none),
      server(
        'usual-port',
        'Without arguments the server listens on its usual port',
        'sys.argv, process.argv and args have as many words as were given: look how many there are.',
        [program({ act: 'listens', port }), ...exchange(hello)],
        none,
        {
          points: 6,
          because: BINDS,
          needs: ['one-exchange'],
        },
      ),
      server(
        'other-machine',
        'A client on another machine reaches the server',
        "An address of the server's machine other than 127.0.0.1 has to lead to it: bind to 0.0.0.0 (in Java and Node: name that address).",
        exchange(hello),
        {
          ...none,
          fromOtherMachine: true,
        },
        { points: 14, because: BINDS, needs: ['one-exchange'] },
      ),
      server(
        'given-port',
        'The server listens on the port that it is given',
        'The port is the second argument, and a number: int(sys.argv[2]), atoi(argv[2]); in C bind takes htons of it.',
        [program({ act: 'listens', port: other }), ...exchange(hello)],
        { arguments: ['0.0.0.0', String(other)] },
        { points: 8, because: BINDS, needs: ['usual-port'] },
      ),
      server(
        'given-address',
        'Bound to 127.0.0.1 the server is reached from its own machine only',
        'Give bind the address that is the first argument.',
        [...exchange(hello), program({ act: 'refuses', host: '{server}' })],
        here,
        { points: 12, because: ONLY, needs: ['other-machine', 'given-port'] },
      ),
      server(
        'own-address',
        'Bound to an address of its machine the server is reached there, and not at 127.0.0.1',
        'Give bind the address that is the first argument, whatever it is.',
        [...exchange(hello), program({ act: 'refuses', host: '127.0.0.1' })],
        { arguments: ['{server}', text], fromOtherMachine: true },
        { points: 8, because: ONLY, needs: ['given-address'] },
      ),
      server(
        'name',
        'The server can be bound to a name',
        'getaddrinfo turns a name into addresses; inet_pton and inet_addr know addresses only.',
        exchange(hello),
        { arguments: ['localhost', text] },
        {
          points: 6,
          because: BY_NAME,
          needs: ['given-address'],
        },
      ),
      started(
        saysListening(`listening on 0.0.0.0:${text}`, {
          points: 4,
          because: SAYS,
          needs: ['usual-port', 'other-machine'],
        }),
        none,
      ),
      server(
        'says-who',
        'The server prints the address of each client',
        'accept tells who has connected: its second result in Python, its second argument in C, remoteAddress in Node, getRemoteSocketAddress in Java.',
        [...exchange(hello), program({ act: 'prints', text: '{client}' })],
        { ...none, fromOtherMachine: true },
        { points: 6, because: SAYS, needs: ['prints', 'other-machine'] },
      ),
      server(
        'port-taken',
        'When the port is taken the server ends with an error',
        'Look at what bind and listen return: with a bind that failed, listen takes any free port, and nobody finds the server.',
        [ends(1)],
        { arguments: ['0.0.0.0', text], portTaken: port, cannotListen: true },
        { points: 8, because: NO_PLACE, needs: ['given-port'] },
      ),
      server(
        'unknown-address',
        'When its address does not exist the server ends with an error',
        'Look at what getaddrinfo returns, or catch what is thrown: an address that cannot be had must not become another.',
        [ends(1)],
        { arguments: [NO_SUCH_HOST, text], cannotListen: true },
        { points: 4, because: NO_PLACE, needs: ['name', 'port-taken'] },
      ),
      nextClients(hello, { points: 4, because: OTHERS, needs: ['one-exchange'] }),
      anyCut(
        { messages: 'words', longest: 60 },
        { points: 4, because: ECHO, needs: ['next-clients'], continues: true },
      ),
      resetSurvived(hello, 'Hel', { points: 3, because: OTHERS, needs: ['next-clients'] }),
      stopsWithClients(hello, { points: 2, because: STOPS, needs: ['one-exchange'] }),
      restart(hello, { points: 3, because: RESTART, needs: ['one-exchange'] }),
    ],
    client: [
      started(sendsRequest(dialogue, { points: 8, because: SENDS }), here),
      started(printsReply(dialogue, { points: 8, because: SENDS, needs: ['sends'] }), here),
      scripted(
        'usual-place',
        'Without arguments the client goes to 127.0.0.1 and its usual port',
        'sys.argv, process.argv and args have as many words as were given: look how many there are.',
        request(dialogue),
        {
          points: 4,
          because: GOES_TO,
          needs: ['sends'],
        },
        { ...none, input: 'Hello\n', listensAt: { host: '127.0.0.1', port } },
      ),
      scripted(
        'other-machine',
        'The client goes to the host and the port that it is given',
        'The first argument is the host, the second the port, which is a number: int(sys.argv[2]).',
        [...request(dialogue), ...answer(dialogue)],
        {
          points: 8,
          because: GOES_TO,
          needs: ['prints'],
        },
        { arguments: ['{server}', String(other)], input: 'Hello\n', listensAt: { host: '{server}', port: other } },
      ),
      scripted(
        'name',
        'The host may be a name',
        'getaddrinfo turns a name into addresses; inet_pton and inet_addr know addresses only.',
        request(dialogue),
        {
          points: 6,
          because: NAMES,
          needs: ['other-machine'],
        },
        { arguments: ['localhost', text], input: 'Hello\n' },
      ),
      scripted(
        'every-address',
        'When the first address of a name does not answer, the client tries the next',
        'A name can have several addresses, as localhost has ::1 and 127.0.0.1: connect in a loop over all that getaddrinfo returns, until one succeeds.',
        request(dialogue),
        {
          points: 6,
          because: NAMES,
          needs: ['name'],
        },
        { arguments: ['{several}', text], input: 'Hello\n', listensAt: { host: '{server}', port } },
      ),
      scripted(
        'input-ends',
        'Each line is sent and its echo printed, and at the end of the input the client ends',
        'Read, send, receive and print in a loop, and leave it at the end of the input.',
        [
          ...request(dialogue),
          ...answer(dialogue),
          program({ act: 'type', text: 'Is anybody there?\n' }),
          { op: 'expect', messages: ['Is anybody there?'] },
          ...answer({ ...dialogue, reply: 'Is anybody there?', prints: 'Is anybody there?' }),
          program({ act: 'end-input' }),
          program({ act: 'ends', code: 'zero' }),
        ],
        { points: 6, because: SENDS, needs: ['prints'] },
        { ...here, input: 'Hello\n' },
      ),
      started(
        splitReply(
          { input: 'Hello, machine\n', request: 'Hello, machine', reply: 'Hello, machine', prints: 'Hello, machine' },
          ['Hel', 'lo, mach', 'ine\n'],
          { points: 5, because: SENDS, needs: ['prints'] },
        ),
        here,
      ),
      {
        ...started(
          refused(dialogue, {
            points: 8,
            because: REFUSED,
            hint: 'connect fails with ECONNREFUSED: end with exit code 3 then.',
          }),
          here,
        ),
        script: {
          steps: [ends(3)],
          start: { ...here, input: 'Hello\n', nobodyListens: true },
        },
      },
      scripted(
        'message',
        'The message tells the host, the port and the cause',
        'Write the line as the sheet has it, with the host as it was given, to standard error.',
        [ends(3, cause('127.0.0.1', 'refused'))],
        {
          points: 4,
          because: MESSAGE,
          needs: ['refused'],
        },
        { ...here, input: 'Hello\n', nobodyListens: true },
      ),
      scripted(
        'unreachable',
        'An address that nobody has is unreachable',
        'Nobody answers for that address in its network: EHOSTUNREACH (in Java NoRouteToHostException), "No route to host".',
        [ends(4, cause('{nobody}', 'unreachable'))],
        {
          points: 8,
          because: UNREACHABLE,
          needs: ['message', 'other-machine'],
        },
        { arguments: ['{nobody}', text], input: 'Hello\n', nobodyListens: true },
      ),
      scripted(
        'no-way',
        'An address in a network to which there is no way is unreachable',
        'This machine itself knows no way there: ENETUNREACH, "Network is unreachable" (in Java a SocketException with that text).',
        [ends(4, cause('{nowhere}', 'unreachable'))],
        {
          points: 6,
          because: UNREACHABLE,
          needs: ['unreachable'],
        },
        { arguments: ['{nowhere}', text], input: 'Hello\n', nobodyListens: true },
      ),
      scripted(
        'no-answer',
        'When nothing comes back, the client gives up connecting',
        'connect alone waits for two minutes: give it a timeout of 5 seconds (create_connection with timeout, connect(address, 5000), SO_SNDTIMEO).',
        [ends(5, cause('{server}', 'no answer'))],
        {
          points: 8,
          because: NO_ANSWER,
          needs: ['message', 'other-machine'],
        },
        { arguments: ['{server}', text], input: 'Hello\n', listensAt: { host: '{server}', port, silent: true } },
      ),
      scripted(
        'unknown-name',
        'A name without an address is told',
        "Looking up the name fails before anything is sent: socket.gaierror, getaddrinfo's result, UnknownHostException, ENOTFOUND and EAI_AGAIN.",
        [ends(6, cause(NO_SUCH_HOST, 'unknown name'))],
        {
          points: 8,
          because: UNKNOWN,
          needs: ['message', 'name'],
        },
        { arguments: [NO_SUCH_HOST, text], input: 'Hello\n', nobodyListens: true },
      ),
      {
        ...serverCloses(dialogue, { points: 3, because: CLOSED, needs: ['message', 'sends'] }),
        script: {
          steps: [...request(dialogue), { op: 'close' }, ends(1, cause('127.0.0.1', 'closed'))],
          start: { ...here, input: 'Hello\n' },
        },
      },
      {
        ...neverAnswers(dialogue, { points: 4, because: NO_ANSWER, needs: ['no-answer'] }),
        script: {
          steps: [...request(dialogue), ends(5, cause('127.0.0.1', 'no answer'))],
          start: { ...here, input: 'Hello\n' },
        },
      },
    ],
  };
}
