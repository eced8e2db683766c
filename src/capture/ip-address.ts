import { isIPv4, isIPv6 } from 'node:net';

const LOOPBACK = Uint8Array.of(127, 0, 0, 1);

/** The 4 or 16 bytes of an IP address. Anything else (a name, memory) is taken for this machine. */
export function addressBytes(host: string): Uint8Array {
  const address = host.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(address)) return Uint8Array.from(address.split('.'), Number);
  return isIPv6(address) ? ipv6Bytes(address) : LOOPBACK;
}

/** An IPv4 address in the form that it has among IPv6 addresses. */
export function mappedToIpv6(address: Uint8Array): Uint8Array {
  return address.length === 16 ? address : Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...address);
}

function ipv6Bytes(address: string): Uint8Array {
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':')).flatMap(groupBytes));
  return Uint8Array.from([...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail]);
}

function groupBytes(group: string): number[] {
  if (group.includes('.')) return group.split('.').map(Number);
  const value = Number.parseInt(group, 16);
  return [value >>> 8, value & 0xff];
}
