import { readFileSync } from 'node:fs';
import type { Transport } from '../../lab/lab.js';

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
