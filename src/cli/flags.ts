import type { Options } from 'yargs';
import { UsageError } from '../errors/usage-error.js';

/** A flag's whole number; `undefined` where the flag was not given. Throws a UsageError with the limits. */
function wholeNumber(flag: string, lowest: number, highest: number): (value: unknown) => number | undefined {
  return (value) => {
    if (value === undefined) return undefined;
    const text = lastOf(value);
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= lowest && number <= highest) return number;
    throw new UsageError(`--${flag} takes a whole number from ${lowest} to ${highest}, got ${JSON.stringify(text)}`);
  };
}

/** A flag that is given twice counts the last time, as in most programs. */
function lastOf(value: unknown): string {
  return String(Array.isArray(value) ? (value as readonly unknown[]).at(-1) : value);
}

/** A flag that takes any text but the empty one. */
export function anyText(flag: string): (value: unknown) => string | undefined {
  return (value) => {
    if (value === undefined) return undefined;
    if (lastOf(value) === '') throw new UsageError(`--${flag} needs a value`);
    return lastOf(value);
  };
}

function oneOf<const T extends string>(flag: string, choices: readonly T[]): (value: unknown) => T | undefined {
  return (value) => {
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === lastOf(value));
    if (found === undefined)
      throw new UsageError(`--${flag} is ${choices.join(' or ')}, got ${JSON.stringify(lastOf(value))}`);
    return found;
  };
}

const MIB = 1024 * 1024;
const DAY = 86_400_000;

/** A flag that takes a whole number. It is read as text, so that `--port 0x50` and `--port ''` are told from numbers. */
export const number = (flag: string, lowest: number, highest: number, describe: string) =>
  ({ type: 'string', requiresArg: true, describe, coerce: wholeNumber(flag, lowest, highest) }) as const;

const choice = <const T extends string>(flag: string, choices: readonly T[], describe: string) =>
  ({ type: 'string', requiresArg: true, choices, describe, coerce: oneOf(flag, choices) }) as const;

/** What a server is told, by the same flags wherever one is started. */
export const serverFlags = {
  handler: {
    type: 'string',
    requiresArg: true,
    describe: 'what answers: NAME, NAME:PARAMETER or FILE',
    coerce: anyText('handler'),
  },
  framing: {
    type: 'string',
    requiresArg: true,
    describe: 'how messages are cut: NAME, NAME:PARAMETER or FILE',
    coerce: anyText('framing'),
  },
  services: {
    type: 'string',
    requiresArg: true,
    describe: 'what the handler injects: FILE (.ts, .js) exports a ContainerModule',
    coerce: anyText('services'),
  },
  transport: choice('transport', ['tcp', 'udp'], 'tcp or udp'),
  mode: choice('mode', ['concurrent', 'iterative'], 'concurrent, or iterative: one client at a time'),
  backlog: number('backlog', 0, 65535, 'iterative: how many clients may wait (5)'),
  host: { type: 'string', requiresArg: true, describe: 'address to listen on (127.0.0.1)', coerce: anyText('host') },
  port: number('port', 0, 65535, 'port to listen on; 0: any that is free'),
  'max-frame': number('max-frame', 1, 1024 * MIB, 'largest message, in bytes (1048576)'),
  'max-connections': number('max-connections', 1, 1_000_000, 'how many clients at once (50000)'),
  'idle-timeout': number(
    'idle-timeout',
    0,
    DAY,
    "close a connection that is silent for so many ms (the lab's, or 600000); 0: never",
  ),
  'frame-timeout': number(
    'frame-timeout',
    0,
    DAY,
    'time to finish a message that was begun, in ms (60000); 0: no limit',
  ),
} as const satisfies Record<string, Options>;

/** Where a client finds its server. */
export const targetFlags = {
  host: { ...serverFlags.host, describe: 'where the server is: name or address (127.0.0.1)' },
  port: { ...serverFlags.port, describe: "the server's port" },
} as const satisfies Record<string, Options>;

/** How long a script waits. */
export const deadlineFlag = {
  deadline: number('deadline', 1, DAY, 'how long to wait for an answer, in ms (2000)'),
} as const satisfies Record<string, Options>;

/** Every command that watches a connection can write it down. */
export const captureFlag = {
  pcap: {
    type: 'string',
    requiresArg: true,
    describe: 'write the exchange to FILE for Wireshark (pcapng)',
    coerce: anyText('pcap'),
  },
} as const satisfies Record<string, Options>;

/** The script to play instead of the lab's. */
export const scriptFlag = {
  script: {
    type: 'string',
    requiresArg: true,
    describe: 'play the script in FILE (.yaml, .ts, .js)',
    coerce: anyText('script'),
  },
} as const satisfies Record<string, Options>;

/** One JSON document instead of text. */
export const jsonFlag = { json: { type: 'boolean', describe: 'print JSON' } } as const satisfies Record<
  string,
  Options
>;

/** Whose variant of a lab is meant. */
export const studentFlags = {
  student: {
    type: 'string',
    requiresArg: true,
    describe: 'the variant of the student with this ID',
    coerce: anyText('student'),
  },
  'course-secret': {
    type: 'string',
    requiresArg: true,
    describe: 'the file with the secret that variants are drawn with (WIRELAB_COURSE_SECRET)',
    coerce: anyText('course-secret'),
  },
} as const satisfies Record<string, Options>;

/** Several processes behind one port. */
export const workersFlag = {
  workers: number('workers', 1, 256, 'serve with this many processes'),
} as const satisfies Record<string, Options>;

/** A network that is bad on purpose. */
export const impairmentFlags = {
  faults: {
    alias: 'impair',
    type: 'string',
    requiresArg: true,
    describe: 'udp: what the network does to datagrams, such as loss=0.2,dup=0.1,reorder=0.1,delay=50',
    coerce: anyText('faults'),
  },
  seed: number('seed', 0, 2 ** 31 - 1, 'another number makes other datagrams suffer (1)'),
} as const satisfies Record<string, Options>;

/** Between which hosts an exchange is played. */
export const hostsFlag = {
  hosts: choice(
    'hosts',
    ['namespaces', 'loopback', 'one'],
    'client and server on two hosts (namespaces), two addresses (loopback) or one',
  ),
} as const satisfies Record<string, Options>;

/** A file of messages that is sent reliably, and measured. */
export const transferFlags = {
  window: number(
    'window',
    1,
    127,
    'lab 11: send a file, so many messages on their way at once, and compare its throughput with the ideal',
  ),
  messages: number('messages', 2, 100_000, 'with --window: how many messages the file has (500)'),
} as const satisfies Record<string, Options>;

/** The lab, as a word without a flag: read as text, so that `03-ack` and `3` are both kept as typed. */
export const labWord = { lab: { type: 'string', hidden: true } } as const satisfies Record<string, Options>;
