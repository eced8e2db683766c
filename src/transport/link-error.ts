import { LinkError } from './link.js';
import type { Endpoint } from './listener.js';

/** `127.0.0.1:5000`, `[::1]:5000`. */
export function endpointText({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

/** The system's error about a connection to `where`, in plain words. */
export function toLinkError(error: unknown, endpoint: Endpoint): LinkError {
  if (error instanceof LinkError) return error;
  // A name with several addresses fails once for each of them: the first says what a person wants to know.
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const at = endpointText(endpoint);
  switch (code) {
    case 'ECONNREFUSED':
      return new LinkError('refused', `nobody listens on ${at}: start the server first, or check the port`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return new LinkError('not-found', `no host is called ${endpoint.host}: check the name`);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return new LinkError('unreachable', `no way to ${endpoint.host}: check the address and the network`);
    case 'ETIMEDOUT':
      return new LinkError(
        'unreachable',
        `${at} does not answer: check the address, and whether a firewall is between`,
      );
    case 'ECONNRESET':
      return new LinkError('reset', `${at} reset the connection`);
    case 'EPIPE':
      return new LinkError('reset', `${at} had already closed the connection`);
    case 'EMSGSIZE':
      return new LinkError('too-long', `too long for one datagram: 65507 bytes is the limit over IPv4`);
    case 'EACCES':
      return new LinkError(
        'failed',
        `not allowed to connect to ${at}: it is a broadcast address, or a firewall forbids it`,
      );
    default:
      return new LinkError('failed', `${at}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
