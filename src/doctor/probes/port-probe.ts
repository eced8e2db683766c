import { portOwner } from '../../grade/sandbox/port-owner.js';
import { tryPort } from '../../grade/sandbox/try-port.js';
import { reasonOf, type Finding, type Probe } from '../doctor-finding.js';
import type { Transport } from '../../lab/lab.js';

/** Tries to listen on the port of a lab. */
export function portProbe(transport: Transport, port: number, labs: readonly number[]): Probe {
  const what = {
    name: `port ${port}${transport === 'udp' ? '/udp' : ''}`,
    for: `lab${labs.length === 1 ? '' : 's'} ${labs.join(', ')}`,
    essential: false,
  };
  return async (): Promise<Finding> => {
    try {
      await tryPort(transport, port);
      return { ...what, status: 'ok', detail: 'free' };
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken)
        return {
          ...what,
          status: 'problem',
          detail: `cannot be listened on: ${reasonOf(error)}; choose another with --port`,
        };
      const owner = portOwner(transport, port);
      return {
        ...what,
        status: 'problem',
        detail: `in use by ${owner ?? 'another program'}: end it, or choose another with --port`,
      };
    }
  };
}
