import type { LabSetup } from './lab-setup.js';

/** `lab 3 ack: handler ack, framing line, tcp, concurrent`. How clients are served is the server's affair. */
export function describeSetup({ lab, options }: LabSetup, side: 'server' | 'client' = 'server'): string {
  const { handler, framing, transport, mode } = options;
  const name = lab === undefined ? '' : `lab ${lab.number} ${lab.slug}: `;
  const words = `${name}handler ${handler}, framing ${framing}, ${transport}`;
  if (side === 'client' || transport === 'udp') return words;
  return `${words}${mode === 'iterative' ? ', one client at a time' : ', concurrent'}`;
}
