import { procfsLink, procfsNames, procfsText } from './procfs.js';

const LISTEN = '0A';

/** The program that has a port of this machine, as `python3 (process 4711)`. Linux tells, of the processes that this user may see. */
export function portOwner(transport: 'tcp' | 'udp', port: number): string | undefined {
  const sockets = [transport, `${transport}6`].flatMap((table) => socketsOn(table, port));
  if (sockets.length === 0) return undefined;
  const wanted = new Set(sockets.map((inode) => `socket:[${inode}]`));
  for (const process of procfsNames('/proc').filter((name) => /^\d+$/.test(name))) {
    const owns = procfsNames(`/proc/${process}/fd`).some((descriptor) =>
      wanted.has(procfsLink(`/proc/${process}/fd/${descriptor}`)),
    );
    if (owns) return `${procfsText(`/proc/${process}/comm`).trim()} (process ${process})`;
  }
  return undefined;
}

/** The inodes of the sockets in a table of the kernel's that have this port. */
function socketsOn(table: string, port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return procfsText(`/proc/net/${table}`)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(wanted) === true && (table.startsWith('udp') || state === LISTEN))
    .map((fields) => fields[9] ?? '');
}
