import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { findProgram } from './find-program.js';

/** A program and its arguments. */
export type CommandWords = readonly [string, ...string[]];

/** Puts the server on one processor and the load on another, so that neither takes time from the other. */
export interface Pinning {
  /** The processors of the server and of the load; absent where programs cannot be bound to them. */
  readonly processors?: readonly [number, number];
  server(command: CommandWords): CommandWords;
  load(command: CommandWords): CommandWords;
}

/** No pinning: several processes can share the work. */
export const unpinned: Pinning = { server: (command) => command, load: (command) => command };

/** Pinning with `taskset`, where it exists and this process may use two processors. */
export function choosePinning(): Pinning {
  const taskset = findProgram('taskset');
  const [first, second] = allowedProcessors();
  if (taskset === undefined || first === undefined || second === undefined) return unpinned;
  const on = (processor: number, command: CommandWords): CommandWords => [taskset, '-c', String(processor), ...command];
  return {
    processors: [first, second],
    server: (command) => on(first, command),
    load: (command) => on(second, command),
  };
}

function allowedProcessors(): readonly number[] {
  const status = '/proc/self/status';
  const list = existsSync(status)
    ? /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync(status, 'latin1'))?.[1]
    : undefined;
  if (list === undefined) return Array.from({ length: availableParallelism() }, (_, i) => i);
  return parseList(list);
}

/** The numbers of a list like `0-3,8`. */
export function parseList(list: string): readonly number[] {
  return list.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}
