import { existsSync } from 'node:fs';
import type { Wall } from '../../../src/grade/sandbox/inner-box.js';
import type { Ended, RemoteSpec } from './remote.js';

/** A hostile program, what it must come to, and where a wall can be taken away, what it then does. */
export interface Attack {
  readonly name: string;
  readonly spec: RemoteSpec;
  readonly held: Expected;
  /** The walls that hold it, without which it works. */
  readonly control?: {
    readonly without: readonly Wall[];
    readonly works: Expected;
    readonly limits?: RemoteSpec['limits'];
  };
}

interface Expected {
  readonly reason?: Ended['reason'];
  /** Lines that it prints. */
  readonly says?: readonly (string | RegExp)[];
  /** What it must not print. */
  readonly never?: RegExp;
}

const python = (name: string, ...words: string[]): readonly string[] => ['python3', `${name}.py`, ...words];
const MIB = 1 << 20;

// Where packages are installed for all: the grader may be one.
const INSTALLED = ['/usr/lib/node_modules', '/usr/local/lib/node_modules'].filter((path) => existsSync(path));

// What a machine of a user and the grader have that a student might want to read.
const PRIVATE = ['/etc/shadow', '/etc/machine-id', '/root', '/home', '/scratch', '/sys', '/run', '/var'];

export const attacks: readonly Attack[] = [
  {
    name: 'reads files of the machine, of users and of the grader',
    spec: { command: python('read', ...PRIVATE) },
    held: { says: PRIVATE.map((path) => `${path}: ENOENT`), never: /: OK/ },
    control: { without: ['own-root'], works: { says: ['/scratch: OK'] } },
  },
  {
    name: 'reads the environment of the grader',
    spec: { command: python('environ', ':/usr/sbin') },
    held: { says: ['done'], never: /found in/ },
    control: { without: ['empty-environment'], works: { says: ['found in 1'] } },
  },
  {
    name: 'writes where it must not',
    spec: { command: python('write') },
    held: {
      says: [
        'write /x: EROFS',
        'write /usr/bin/python3: EROFS',
        'write /etc/passwd: EROFS',
        'write /submission/x: EROFS',
        'write /dev/x: EROFS',
        'mkdir /: EROFS',
        'mkdir /dev: EROFS',
        'chmod /: EROFS',
        'mknod: EPERM',
        'write /box/x: OK',
      ],
      never: /^(?!write \/box).*: OK$/m,
    },
    control: { without: ['read-only-root'], works: { says: ['write /x: OK', 'write /dev/x: OK', 'mkdir /: OK'] } },
  },
  {
    name: 'looks for programs that give more rights',
    spec: { command: python('setuid') },
    held: { says: [/^inert/, /NoNewPrivs:\\t1/, '1000 1000'], never: /Cap\w+:\\t\d*[1-9a-f]/ },
  },
  {
    name: 'forks without end',
    spec: { command: python('fork-bomb') },
    held: { reason: 'exited', says: [/^refused after 2[0-5]\d$/] },
    control: { without: ['limits'], works: { says: ['forked 400'] } },
  },
  ...(['private', 'shared', 'many', 'hidden'] as const).map((kind): Attack => ({
    name: `takes more memory than it may (${kind})`,
    spec: { command: python('memory', kind, '320'), limits: { memory: 128 * MIB } },
    held: { reason: 'killed-memory' },
    ...(kind === 'many'
      ? {}
      : { control: { without: [], limits: { memory: 1024 * MIB }, works: { reason: 'exited', says: ['had it'] } } }),
  })),
  {
    name: 'hides memory where no process is charged for it, and reaches around the walls with system calls',
    spec: { command: python('calls') },
    held: {
      says: [
        'ptrace: EPERM',
        'process_vm_readv: EPERM',
        'keyctl: ENOSYS',
        'bpf: ENOSYS',
        'io_uring_setup: ENOSYS',
        'perf_event_open: ENOSYS',
        'memfd_create: ENOSYS',
        'shmget: ENOSYS',
        'msgget: ENOSYS',
        'mount: EPERM',
        'chroot: EPERM',
        'setns: EPERM',
        'unshare user: EPERM',
        'x32 getpid: ENOSYS',
        'userfaultfd: ENOSYS',
        'clock_settime: EPERM',
        'adjtimex: EPERM',
        'sethostname: EPERM',
        'pidfd_getfd: EPERM',
      ],
      never: /: OK/,
    },
    control: {
      without: ['seccomp', 'no-user-namespaces'],
      works: { says: ['ptrace: OK', 'memfd_create: OK', 'shmget: OK', 'unshare user: OK'] },
    },
  },
  {
    name: 'makes a user namespace with clone',
    spec: { command: ['./new-user'] },
    held: { says: ['clone: EPERM'] },
    control: { without: ['seccomp', 'no-user-namespaces'], works: { says: ['clone: OK'] } },
  },
  {
    name: 'makes a user namespace with clone, where only the filter was taken away',
    spec: { command: ['./new-user'], without: ['seccomp'] },
    held: { says: ['clone: ENOSPC'] },
  },
  {
    name: 'makes system calls by the numbers of 32-bit programs',
    spec: { command: ['./int80'] },
    held: { says: ['int80: ENOSYS'] },
    control: { without: ['seccomp'], works: { says: ['int80: OK'] } },
  },
  {
    name: 'parks memory in the buffers of sockets',
    spec: { command: python('socket-memory') },
    held: { says: [/^parked [1-5]\d{5}$/] },
  },
  {
    name: 'uses all processors',
    spec: { command: python('spin'), limits: { cpuMs: 400 } },
    held: { reason: 'killed-cpu' },
    control: { without: [], limits: { cpuMs: 20_000, wallMs: 1500 }, works: { reason: 'deadline' } },
  },
  {
    name: 'prints without end',
    spec: { command: python('flood', '1', '4') },
    held: { reason: 'output-limit', never: /wrote it all/ },
    control: { without: [], limits: { output: 8 * MIB }, works: { reason: 'exited', says: ['wrote it all'] } },
  },
  {
    name: 'prints errors without end',
    spec: { command: python('flood', '2', '4') },
    held: { reason: 'output-limit', never: /wrote it all/ },
    control: { without: [], limits: { output: 8 * MIB }, works: { reason: 'exited', says: ['wrote it all'] } },
  },
  {
    name: 'fills the disks',
    spec: { command: python('disk') },
    held: { says: ['sparse: EFBIG', 'fill /tmp: ENOSPC', 'fill /dev/shm: ENOSPC', 'fill /box: ENOSPC'] },
    control: { without: ['limits'], limits: { disk: 128 * MIB }, works: { says: ['sparse: OK', 'fill /box: OK'] } },
  },
  {
    name: 'makes more files than it may',
    spec: { command: python('many-files'), limits: { files: 2000 } },
    held: { reason: 'files', never: /made/ },
    control: { without: [], limits: { files: 50_000 }, works: { reason: 'exited', says: ['made it all'] } },
  },
  {
    name: 'leaves daemons behind, one of them stopped',
    spec: { command: python('daemon') },
    held: { reason: 'exited' },
  },
  {
    name: 'looks at the processes and mounts around it',
    spec: { command: python('snoop') },
    held: {
      says: ['processes 1 2', 'root bin box dev etc lib lib64 proc sbin submission tmp usr'],
      never: /home|root\/|scratch/,
    },
    control: { without: ['pid-namespace'], works: { says: [/^processes (?!1 2$)/] } },
  },
  {
    name: 'looks for other machines, names, and sockets that no network holds',
    spec: { command: python('network') },
    held: {
      // Every address is this network itself, where nobody listens; without `ip` on the machine there is no way to them.
      says: [
        /^tcp 192\.0\.2\.1: (?:ECONNREFUSED|ENETUNREACH)$/m,
        /^udp 8\.8\.8\.8: (?:OK|ENETUNREACH)$/m,
        /^broadcast: (?:OK|EACCES|ENETUNREACH)$/m,
        'own name: OK',
        'raw: EPERM',
        'packet: EAFNOSUPPORT',
        'vsock: EAFNOSUPPORT',
        'alg: EAFNOSUPPORT',
      ],
      never: /^(?!own name|udp|broadcast).*: OK$/m,
    },
    control: { without: ['seccomp'], works: { says: [/^vsock: (?!EAFNOSUPPORT\b)|^alg: (?!EAFNOSUPPORT\b)/] } },
  },
  {
    name: 'forges a result',
    spec: { command: python('forge') },
    held: {
      says: ['/submission/results.json: EROFS', '/scratch/results.json: ENOENT', '../results.json: EROFS'],
      never: /^fd \d+: OK/m,
    },
  },
  {
    name: 'opens thousands of sockets',
    spec: { command: python('sockets') },
    held: { says: ['5000 sockets: EMFILE', /^open 50\d$/] },
    control: { without: ['limits'], works: { says: ['5000 sockets: OK', 'open 5000'] } },
  },
  {
    name: 'raises its own limits, and dumps core',
    spec: { command: python('core') },
    held: { says: ['(1, 1)', 'raise core: ValueError', 'raise processes: ValueError', 'raise files: ValueError'] },
    control: { without: ['limits'], works: { says: ['raise processes: OK', 'raise files: OK'] } },
  },
  {
    name: 'types into a terminal',
    spec: { command: python('terminal') },
    held: { says: ['/dev/tty: ENXIO', 'TIOCSTI 0: EPERM', 'TIOCLINUX 1: EPERM'], never: /: OK/ },
    control: { without: ['seccomp'], works: { says: ['TIOCSTI 0: ENOTTY', 'TIOCLINUX 1: ENOTTY'] } }, // it reaches the driver, and there is no terminal
  },
  {
    name: 'uses up what the kernel counts for each user',
    spec: { command: python('watches') },
    held: { says: ['inotify: ENOSYS', 'instances 0', 'message queue: EMFILE'] },
    control: {
      without: ['seccomp', 'limits'],
      works: { says: ['inotify: EMFILE', /^instances [1-9]/, 'message queue: OK'] },
    },
  },
  ...(INSTALLED.length === 0
    ? []
    : [
        {
          name: 'reads what is installed with the grader',
          spec: { command: python('list', ...INSTALLED) },
          held: { says: INSTALLED.map((path) => `${path}: 0`) },
          control: { without: ['mask'], works: { says: [/: [1-9]/] } },
        } satisfies Attack,
      ]),
];

/** Says what is not as expected; undefined when all is. */
export function mismatch(ended: Ended, { reason, says = [], never }: Expected): string | undefined {
  const lines = ended.stdout.split('\n');
  const faults = [
    ...(reason !== undefined && ended.reason !== reason ? [`ended by ${ended.reason}, not ${reason}`] : []),
    ...says
      .filter((wanted) => !lines.some((line) => (typeof wanted === 'string' ? line === wanted : wanted.test(line))))
      .map((wanted) => `does not say ${String(wanted)}`),
    ...(never?.test(ended.stdout) === true ? [`says ${String(never)}`] : []),
  ];
  if (faults.length === 0) return undefined;
  return `${faults.join('; ')}\n${ended.stdout.slice(0, 2000)}\n${ended.stderr.slice(-2000)}\n${JSON.stringify({ ...ended, stdout: undefined, stderr: undefined })}`;
}
