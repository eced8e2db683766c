import { ParameterError } from '../../core/parameter-error.js';
import type { Endpoint } from '../../transport/listener.js';

/** What is graded where no submission is: the lab's own server, or one that is running. */
export type TargetAddress = 'reference' | Endpoint;

/** The target that was written as `host:port`, `[::1]:port` or `reference`. Throws a ParameterError for anything else. */
export function parseTargetAddress(text: string): TargetAddress {
  if (text === 'reference') return text;
  const [, inBrackets, name, digits = ''] = /^(?:\[([^\][]+)\]|([^\][:\s/]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = inBrackets ?? name;
  const port = Number(digits);
  if (host !== undefined && port >= 1 && port <= 65535) return { host, port };
  if (host !== undefined) throw new ParameterError(`port ${digits} does not exist: a port is a number from 1 to 65535`);
  const isBare = /^[\da-f:]*:[\da-f:]*:\d+$/i.test(text);
  throw new ParameterError(
    `${JSON.stringify(text)} is no target: ${isBare ? 'write an address of IPv6 in brackets, as in [::1]:5000' : 'write host:port (127.0.0.1:5000, [::1]:5000), or reference'}`,
  );
}
