import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { BOX, javaSettings, SYSTEM_FILES } from './inner-box.js';
import { SCRATCH_BYTES } from './limits.js';
import type { WorkerSetup } from './worker-setup.js';

/** Where a worker sees the submission, and where it writes. */
const SUBMISSION = '/submission';
const SCRATCH = '/scratch';

const ETC_BYTES = 1024 * 1024;

// With bwrap's own --dev the box would lie in two user namespaces, and the inner one may not change the network's settings.
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];

// Run in the new network, before its rights are given up.
// * TIME_WAIT of a server that closes first would keep its port for a minute.
// * A killed server whose client is still connected keeps its port, as anywhere: a FIN_WAIT2 of more than 60 s counts as no TIME_WAIT.
// * Every address is this network itself: a client that has the address of some other machine written into it finds its server, and a server may bind to it.
// * But two, to which there is no way: checks of clients have programs try them.
// * Large buffers would park kernel memory that no watchdog sees: 120 pairs of sockets 895 MB.
const PREPARE = `
echo 0 >/proc/sys/net/ipv4/tcp_max_tw_buckets
echo 120 >/proc/sys/net/ipv4/tcp_fin_timeout
for k in tcp_wmem tcp_rmem; do echo 4096 65536 262144 >/proc/sys/net/ipv4/$k; done
echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
if ip=$(command -v /usr/sbin/ip || command -v /usr/bin/ip); then
  echo 'route add local 0.0.0.0/0 dev lo
route add unreachable 10.77.0.9 table local
route add throw 10.78.0.9 table local' | $ip -force -batch -
  $ip -6 route add local ::/0 dev lo
fi 2>/dev/null
exec setpriv --ambient-caps -all --inh-caps -all -- "$@"`;

// Of the network around that of the worker: the worker's gets a table of connections with this many places, not one of the size of the machine's memory.
// To read /proc/net/tcp takes 0.05 ms then instead of 6, and it is read at every start of a program. Linux 6.1 and later.
const TABLE_SETTING = '/proc/sys/net/ipv4/tcp_child_ehash_entries';
const SMALL_TABLE = `echo 256 >${TABLE_SETTING}
exec setpriv --ambient-caps -all --inh-caps -all -- "$@"`;

/** What an outer box is made for. */
export interface OuterSpec {
  /** The worker's module, on this machine. */
  readonly worker: string;
  /** The folder with the submission. */
  readonly staged: string;
  readonly toolchains: readonly string[];
  /** Folders that only the worker reads. */
  readonly readable: readonly string[];
  /** What comes before the worker's module: `--import` of a loader, when run from source. */
  readonly nodeArguments: readonly string[];
  /** Where the user of the box finds what lies at a path. */
  readonly from: (path: string) => string;
  /** True when this is the first box, so that its report tells the process that all others end with. */
  readonly reports: boolean;
}

/** What of this machine the box of a worker has, besides /usr. */
export function boundPaths({
  worker,
  staged,
  toolchains,
  readable,
}: Pick<OuterSpec, 'worker' | 'staged' | 'toolchains' | 'readable'>): string[] {
  return [...codeFolders(worker), realpathSync(process.execPath), staged, ...toolchains, ...readable];
}

/** The words after bwrap that give the box, which is made by what follows, a small table of connections. */
export function smallTable(bwrap: string): string[] {
  if (!existsSync(TABLE_SETTING)) return [];
  return [
    '--unshare-user',
    '--unshare-pid',
    '--unshare-net',
    '--die-with-parent',
    '--dev-bind',
    '/',
    '/',
    '--proc',
    '/proc',
    '--cap-add',
    'CAP_NET_ADMIN',
    '--json-status-fd',
    '4',
    '--',
    '/bin/sh',
    '-c',
    SMALL_TABLE,
    'sh',
    bwrap,
  ];
}

/** The words after bwrap for the box of a worker: a network of its own, and nothing of this machine but programs, the grader's code and the submission. */
export function outerBox(spec: OuterSpec): string[] {
  const node = realpathSync(process.execPath);
  const bind = (path: string, to = path): string[] => ['--ro-bind', spec.from(path), to];
  const code = codeFolders(spec.worker);
  const isOutside = (path: string): boolean => !path.startsWith('/usr/');
  const setup: WorkerSetup = {
    boxed: true,
    submission: SUBMISSION,
    scratch: SCRATCH,
    ...(isOutside(node) ? { node } : {}),
    toolchains: spec.toolchains,
    masked: [
      ...new Set([
        ...[...code, ...spec.readable].filter((path) => !isOutside(path)),
        '/usr/lib/node_modules',
        '/usr/local/lib/node_modules',
      ]),
    ].filter((folder) => existsSync(folder)),
  };
  return [
    '--unshare-user',
    '--unshare-pid',
    '--unshare-net',
    '--unshare-ipc',
    '--unshare-uts',
    '--unshare-cgroup-try',
    '--die-with-parent',
    '--ro-bind',
    '/usr',
    '/usr',
    ...['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    // The worker adds files of its own, and every inner box has it as one mount: a dozen of them would cost a tenth of a start.
    '--size',
    String(ETC_BYTES),
    '--tmpfs',
    '/etc',
    ...[...SYSTEM_FILES, ...javaSettings()].flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
    ...DEVICES.flatMap((name) => ['--dev-bind-try', `/dev/${name}`, `/dev/${name}`]),
    '--symlink',
    '/proc/self/fd',
    '/dev/fd',
    '--proc',
    '/proc',
    '--dir',
    BOX,
    '--dir',
    '/tmp', // bwrap makes the roots of the inner boxes on /tmp
    ...[...code, node, ...spec.readable].filter(isOutside).flatMap((path) => bind(path)),
    ...spec.toolchains.flatMap((folder) => bind(folder)),
    ...bind(spec.staged, SUBMISSION),
    '--size',
    String(SCRATCH_BYTES),
    '--tmpfs',
    SCRATCH,
    '--remount-ro',
    '/',
    '--cap-add',
    'CAP_NET_ADMIN',
    ...(spec.reports ? ['--json-status-fd', '4'] : []),
    '--chdir',
    '/',
    '--',
    '/bin/sh',
    '-c',
    PREPARE,
    'sh',
    node,
    ...spec.nodeArguments,
    spec.worker,
    JSON.stringify(setup),
  ];
}

/** Where a module and all that it imports lie: a folder, and its `node_modules` where that is a link out of it. */
function codeFolders(module: string): string[] {
  const code = codeFolder(module);
  const packages = join(code, 'node_modules');
  const target = existsSync(packages) ? realpathSync(packages) : packages;
  return target.startsWith(code + sep) ? [code] : [code, target];
}

/** The package that a module is part of, or the `node_modules` that it is installed in. */
export function codeFolder(module: string): string {
  const parts = module.split(sep);
  const installed = parts.indexOf('node_modules');
  if (installed > 0) return parts.slice(0, installed + 1).join(sep);
  for (let folder = dirname(module); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return dirname(module);
}
