import { defined } from '../../core/defined.js';
import { procfsLink, procfsNames, procfsText } from './procfs.js';

/** What a thread does that does not go on: the call of the system that it is in. */
export interface Wait {
  readonly pid: number;
  readonly does: 'read' | 'write' | 'accept' | 'connect' | 'sleep' | 'poll';
  /** The descriptor, where the call has one. */
  readonly descriptor?: number;
  /** The inode of the socket behind it. */
  readonly socket?: number;
}

type Calls = Readonly<Record<number, Wait['does']>>;

// Numbers of the system's calls, from asm/unistd_64.h and asm-generic/unistd.h.
const CALLS: Readonly<Record<string, Calls>> = {
  x64: {
    ...{ 0: 'read', 19: 'read', 45: 'read', 47: 'read', 1: 'write', 20: 'write', 44: 'write', 46: 'write' },
    ...{ 43: 'accept', 288: 'accept', 42: 'connect', 35: 'sleep', 230: 'sleep' },
    ...{ 7: 'poll', 271: 'poll', 23: 'poll', 270: 'poll', 232: 'poll', 281: 'poll' },
  },
  arm64: {
    ...{ 63: 'read', 65: 'read', 207: 'read', 212: 'read', 64: 'write', 66: 'write', 206: 'write', 211: 'write' },
    ...{ 202: 'accept', 242: 'accept', 203: 'connect', 101: 'sleep', 115: 'sleep' },
    ...{ 73: 'poll', 72: 'poll', 22: 'poll' },
  },
};

/** In which calls the threads of these processes wait; nothing where the kernel does not tell. */
export function waitsOf(pids: readonly number[], calls: Calls = CALLS[process.arch] ?? {}): Wait[] {
  return pids.flatMap((pid) =>
    procfsNames(`/proc/${pid}/task`).flatMap((thread): Wait[] => {
      const [call, first] = procfsText(`/proc/${pid}/task/${thread}/syscall`).split(' ');
      const does = call === undefined ? undefined : calls[Number(call)];
      if (does === undefined || first === undefined || call === '') return [];
      if (does === 'sleep' || does === 'poll') return [{ pid, does }];
      const descriptor = Number(first);
      // Its standard input is a socket too, as Node makes it.
      if (descriptor === 0) return [{ pid, does, descriptor }];
      const socket = /^socket:\[(\d+)\]$/.exec(procfsLink(`/proc/${pid}/fd/${descriptor}`))?.[1];
      return [{ pid, does, descriptor, ...defined({ socket: socket === undefined ? undefined : Number(socket) }) }];
    }),
  );
}
