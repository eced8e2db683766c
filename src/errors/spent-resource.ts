// What this machine has run out of, by the system's code, and what to do.
const SPENT: Readonly<Record<string, string>> = {
  ENOSPC: 'a disk is full: make room, or set TMPDIR to a folder on another one',
  EDQUOT: 'your disk quota is used up: make room, or set TMPDIR to a folder on another disk',
  EROFS: 'a disk is read-only: set TMPDIR to a folder that can be written to',
  EMFILE: 'too many files are open: allow more with `ulimit -n`, or do less at once with --jobs',
  ENFILE: 'too many files are open on this machine: end other programs',
  ENOMEM: 'the memory is used up: end other programs, or do less at once with --jobs',
};

const WATCHES =
  'too many files are watched on this machine: end other programs that watch, or allow more with `sysctl fs.inotify.max_user_watches`';

/** The line for an error by which this machine is out of something; `undefined` for other errors. */
export function spentResource(error: unknown): string | undefined {
  const { code = '', path, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  // Of watching, the system says that a disk is full when it is the number of watches.
  if (code === 'ENOSPC' && syscall === 'watch') return WATCHES;
  const line = Object.hasOwn(SPENT, code) ? SPENT[code] : undefined;
  return line === undefined || path === undefined ? line : `${path}: ${line}`;
}
