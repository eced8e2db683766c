const KIB = 1024;
const MIB = 1024 * KIB;

/** What one program may use. What goes beyond is refused by the kernel, or ends the program. */
export interface Limits {
  /** Bytes that all of its processes together use. */
  readonly memory: number;
  /** Milliseconds of processor time of all of its processes together. */
  readonly cpuMs: number;
  /** Milliseconds from start to end: for when nobody stops it. */
  readonly wallMs: number;
  /** Bytes that are taken from each of its two outputs. */
  readonly output: number;
  /** Files and folders in all that it may write to. */
  readonly files: number;
  /** Bytes in its folder. */
  readonly disk: number;
  /** Bytes in one file. */
  readonly fileSize: number;
  /** Processes and threads at a time. */
  readonly processes: number;
  /** Open files and connections of one process. */
  readonly descriptors: number;
}

/** For a student's program: a JVM needs 34 threads, and 512 MiB were enough for 20 clients in five languages. */
export const programLimits: Limits = {
  memory: 512 * MIB,
  cpuMs: 20_000,
  wallMs: 300_000,
  output: MIB,
  files: 20_000,
  disk: 64 * MIB,
  fileSize: 32 * MIB,
  processes: 256,
  descriptors: 512,
};

/** For compilers. */
export const buildLimits: Limits = {
  ...programLimits,
  memory: 1536 * MIB,
  cpuMs: 120_000,
  wallMs: 60_000,
  fileSize: 96 * MIB,
  descriptors: 1024,
};

/** Bytes of memory disk that the worker has for what compilers make. */
export const SCRATCH_BYTES = 256 * MIB;

/** Bytes of each of the small memory disks of a box: /tmp and /dev/shm. */
export const TEMPORARY_BYTES = 16 * MIB;

/** The words before a command that make the kernel hold it to its limits. */
export function limitWords(limits: Limits): string[] {
  return [
    'prlimit',
    `--nproc=${limits.processes}`,
    `--nofile=${limits.descriptors}`,
    `--fsize=${limits.fileSize}`,
    '--core=1', // not 0, with which a handler of core dumps on this machine would still be run
    `--cpu=${Math.ceil(limits.cpuMs / 1000) + 1}`, // of one process; the watchdog counts all of them
    `--stack=${8 * MIB}`, // the stack of every thread counts as data
    `--data=${4096 * MIB}`,
    '--msgqueue=0',
    `--memlock=${64 * KIB}`,
    '--',
  ];
}
