import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPORARY_BYTES, type Limits } from './limits.js';
import type { WorkerSetup } from './worker-setup.js';

/** Where programs run, in every box. */
export const BOX = '/box';

// Who and where a program is. Files of its own: those of this machine would tell about it.
const ETC: Readonly<Record<string, string>> = {
  passwd: 'student:x:1000:1000::/box:/bin/sh\nnobody:x:65534:65534::/:/usr/sbin/nologin\n',
  group: 'student:x:1000:\nnogroup:x:65534:\n',
  // The last two: a name whose first address is not that of its server, for checks of clients.
  hosts:
    '127.0.0.1 localhost box server.example\n::1 localhost ip6-localhost\n127.0.0.2 server.example\n10.77.0.2 server.example\n',
  'host.conf': 'multi on\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n',
};

/** What compilers and interpreters of this machine need in /etc: nothing secret. */
export const SYSTEM_FILES: readonly string[] = [
  'alternatives',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'services',
  'protocols',
  'python3',
  'mime.types',
];

/** Folders of /etc with the settings of a Java. */
export function javaSettings(): string[] {
  try {
    return readdirSync('/etc').filter((name) => /^java(-\d+-\w+)?$/.test(name));
  } catch {
    return [];
  }
}

/** What a box is made for. */
export interface BoxSpec {
  /** The program's own files: read-only as /submission and copied to /box, or with `writable` as /box itself. */
  readonly folder: string;
  readonly writable?: boolean;
  /** The folder that it starts in. Default: /box. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly limits: Limits;
}

/**
 * The options of bwrap for one program. There is no --unshare-net: so it has the worker's network. Tests take a wall away (`without`) to see that an
 * attack then works.
 */
export function innerBox(spec: BoxSpec, setup: WorkerSetup, without: readonly Wall[] = []): string[] {
  const has = (wall: Wall): boolean => !without.includes(wall);
  const small = String(TEMPORARY_BYTES);
  writeOwnFiles();
  return [
    '--unshare-user',
    '--uid',
    '1000',
    '--gid',
    '1000',
    ...(has('no-user-namespaces') ? ['--disable-userns'] : []),
    ...(has('pid-namespace') ? ['--unshare-pid'] : []),
    '--unshare-ipc',
    '--unshare-uts',
    '--hostname',
    'box',
    '--unshare-cgroup-try',
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    '--clearenv',
    ...Object.entries(environment(spec.env, setup)).flatMap(([name, value]) => ['--setenv', name, value]),
    ...(has('own-root') ? [] : ['--ro-bind', '/', '/']),
    '--ro-bind',
    '/usr',
    '/usr',
    ...(has('own-root')
      ? ['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`])
      : []),
    ...(has('mask') ? setup.masked.flatMap((folder) => ['--tmpfs', folder, '--remount-ro', folder]) : []),
    ...(setup.node === undefined ? [] : ['--ro-bind', setup.node, '/opt/node/bin/node']),
    ...(has('own-root') ? ['--ro-bind', '/etc', '/etc'] : []),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--size',
    small,
    '--tmpfs',
    '/dev/shm',
    '--size',
    small,
    '--tmpfs',
    '/tmp',
    ...setup.toolchains.flatMap((folder) => ['--ro-bind', folder, folder]),
    ...(spec.writable === true
      ? ['--bind', spec.folder, BOX]
      : ['--size', String(spec.limits.disk), '--tmpfs', BOX, '--ro-bind', spec.folder, '/submission']),
    ...(has('read-only-root') ? ['--remount-ro', '/dev', '--remount-ro', '/'] : []),
    ...(has('seccomp') ? ['--seccomp', '3'] : []),
    '--json-status-fd',
    '5',
    '--chdir',
    BOX,
  ];
}

/** What can be taken away from a box in a test. */
export type Wall =
  | 'no-user-namespaces'
  | 'pid-namespace'
  | 'own-root'
  | 'mask'
  | 'read-only-root'
  | 'seccomp'
  | 'limits'
  | 'empty-environment';

/** The environment of a program. Python is told to keep nothing back: what waits in its buffers is lost when it is killed. */
export function environment(
  own: Readonly<Record<string, string>> | undefined,
  setup: Pick<WorkerSetup, 'node' | 'toolchains'>,
): Record<string, string> {
  return {
    PATH: [
      ...(setup.node === undefined ? [] : ['/opt/node/bin']),
      '/usr/local/bin',
      '/usr/bin',
      '/bin',
      ...setup.toolchains.map((folder) => `${folder}/bin`),
    ].join(':'),
    HOME: BOX,
    LANG: 'C.UTF-8',
    TMPDIR: '/tmp',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    ...own,
  };
}

let areWritten = false;

/** Into the worker's own /etc, once. */
function writeOwnFiles(): void {
  if (areWritten) return;
  for (const [name, text] of Object.entries(ETC)) writeFileSync(join('/etc', name), text);
  areWritten = true;
}
