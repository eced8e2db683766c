import type { LabSetup } from './lab-setup.js';

/** `lab 3 ack: handler ack, framing line, tcp, concurrent`. */
export function describeSetup({ lab, options }: LabSetup): string {
  const what = `handler ${options.handler}, framing ${options.framing}, ${options.transport}`;
  const mode = options.transport === 'udp' ? '' : options.mode === 'iterative' ? ', one client at a time' : ', concurrent';
  return `${lab === undefined ? '' : `lab ${lab.number} ${lab.slug}: `}${what}${mode}`;
}
