import { readFileSync } from 'node:fs';

/** How many connections of this network were refused so far, all programs together: the kernel counts. */
export function refusedConnections(): number {
  try {
    const [names = '', values = ''] = readFileSync('/proc/self/net/snmp', 'utf8').split('\n').filter((line) => line.startsWith('Tcp:'));
    return Number(values.split(' ')[names.split(' ').indexOf('AttemptFails')] ?? 0) || 0;
  } catch {
    return 0;
  }
}
