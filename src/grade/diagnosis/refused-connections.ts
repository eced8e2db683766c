import { readFileSync } from 'node:fs';
import type { Transport } from '../../lab/lab.js';
import type { PatientClock } from '../sandbox/patient-clock.js';

/** How many connections of this network were refused so far, or datagrams came where nobody listens, all programs together: the kernel counts. */
export function refusedConnections(transport: Transport = 'tcp'): number {
  if (transport === 'tcp') return counted('Tcp', 'AttemptFails');
  return counted('Udp', 'NoPorts') + Number(/^Udp6NoPorts\s+(\d+)/m.exec(read('snmp6'))?.[1] ?? 0);
}

function counted(protocol: string, name: string): number {
  const [names = '', values = ''] = read('snmp')
    .split('\n')
    .filter((line) => line.startsWith(`${protocol}:`));
  return Number(values.split(' ')[names.split(' ').indexOf(name)] ?? 0) || 0;
}

function read(file: string): string {
  try {
    return readFileSync(`/proc/self/net/${file}`, 'utf8');
  } catch {
    return '';
  }
}

const LOOK_MS = 5;

/**
 * Waits until so many connections were `refused`, or `isOver`. Tells whether they were; where the system does not count, nobody
 * knows more after `ms`.
 */
export async function refusedTimes(
  times: number,
  refused: () => number,
  isOver: () => boolean,
  clock: Pick<PatientClock, 'elapsed'>,
  ms: number,
): Promise<boolean> {
  const deadline = clock.elapsed() + ms;
  while (refused() < times) {
    if (isOver() || clock.elapsed() > deadline) return false;
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_MS);
    });
  }
  return true;
}
