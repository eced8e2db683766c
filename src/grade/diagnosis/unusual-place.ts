import type { Failure } from '../../client/failure.js';
import type { Machines } from '../../lab/check.js';
import type { Endpoint } from '../../transport/listener.js';
import type { SocketEndpoint } from '../sandbox/socket-table.js';
import type { Finding } from './observer.js';
import { socketText } from './does-instead.js';

/** Faults of connecting. */
export const UNREACHED: readonly Failure['kind'][] = ['refused', 'unreachable', 'no-answer', 'not-found', 'failed'];

/** Where a client of this machine reaches a server: at 127.0.0.1 where it can, and otherwise wherever it listens. */
export function reachable(endpoints: readonly SocketEndpoint[]): Endpoint | undefined {
  const any = endpoints.find(
    ({ address }) => address === '0.0.0.0' || address === '::' || address === '::ffff:0.0.0.0',
  );
  if (any !== undefined) return { host: '127.0.0.1', port: any.port };
  const [best] = [
    (address: string) => address.replace('::ffff:', '') === '127.0.0.1',
    (address: string) => address.startsWith('127.'),
    () => true,
  ].flatMap((test) => endpoints.filter(({ address }) => test(address)));
  return best === undefined ? undefined : { host: best.address.replace('::ffff:', ''), port: best.port };
}

/** What is unusual about where a server listens: it is tested there, and clients that know nothing of it do not find it. */
export function unusualPlace({ host, port }: Endpoint, toldPort: number | undefined): Finding[] {
  const findings: Finding[] = [];
  const place = socketText({ address: host, port });
  if (host === '::1')
    findings.push({
      kind: 'only-ipv6',
      message: `the server listens only on ${place} (IPv6), and was tested there; a client of 127.0.0.1 does not find it: bind to 127.0.0.1`,
    });
  else if (host !== '127.0.0.1')
    findings.push({
      kind: 'other-address',
      message: `the server listens only on ${place}, and was tested there; a client of 127.0.0.1 does not find it: bind to 127.0.0.1 or 0.0.0.0`,
    });
  if (toldPort !== undefined && toldPort !== port)
    findings.push({
      kind: 'other-port',
      message: `the server was told to listen on port ${toldPort}, and listens on ${port}, where it was tested: use the port that it is given`,
    });
  return findings;
}

/** A fault of connecting to an unusual place: that it is one. */
export function unreached(failure: Failure, { host, port }: Endpoint): Failure {
  if (host === '127.0.0.1' || !UNREACHED.includes(failure.kind)) return failure;
  const kind = host === '::1' ? 'only-ipv6' : 'other-address';
  return {
    ...failure,
    kind,
    message: `the server listens only on ${socketText({ address: host, port })}, which could not be reached (${failure.message}): bind to 127.0.0.1`,
  };
}

/** That a server cannot be reached from another machine. */
export function notFromFar({ server, client }: Machines): string {
  return `a client on another machine (${client}) cannot reach the server at its machine's address, ${server}: is it bound to 127.0.0.1? That address leads from each machine to itself`;
}
