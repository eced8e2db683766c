import { isIPv4, isIPv6 } from 'node:net';
import { joinBytes } from '../core/frame-bytes.js';

/** One end of a conversation. */
export interface PacketEndpoint {
  /** 4 or 16 bytes. */
  readonly address: Uint8Array;
  readonly port: number;
}

/** TCP's flags, by bit. */
export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const PSH = 0x08;
export const ACK = 0x10;

/** The fields of a TCP segment that differ from one to the next. */
export interface Segment {
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly payload: Uint8Array;
}

const TCP = 6;
const UDP = 17;

// Large segments and a wide window: nothing that the made-up segments do can be against it.
const SYN_OPTIONS = Uint8Array.of(2, 4, 0xff, 0xd7, 1, 3, 3, 14); // maximum segment size 65495, window scale 14
const WINDOW = 0xffff;

/** An IP packet (RFC 791, RFC 8200) with a TCP segment (RFC 9293) in it. */
export function tcpPacket(
  from: PacketEndpoint,
  to: PacketEndpoint,
  id: number,
  { flags, sequence, acknowledgement, payload }: Segment,
): Uint8Array {
  const options = (flags & SYN) === 0 ? new Uint8Array(0) : SYN_OPTIONS;
  const header = new Uint8Array(20);
  const view = new DataView(header.buffer);
  view.setUint16(0, from.port);
  view.setUint16(2, to.port);
  view.setUint32(4, sequence);
  view.setUint32(8, (flags & ACK) === 0 ? 0 : acknowledgement);
  view.setUint8(12, ((20 + options.length) / 4) << 4);
  view.setUint8(13, flags);
  view.setUint16(14, WINDOW);
  return ipPacket(from, to, id, TCP, joinBytes([header, options, payload]), 16);
}

/** An IP packet with a UDP datagram (RFC 768) in it. */
export function udpPacket(from: PacketEndpoint, to: PacketEndpoint, id: number, payload: Uint8Array): Uint8Array {
  const header = new Uint8Array(8);
  const view = new DataView(header.buffer);
  view.setUint16(0, from.port);
  view.setUint16(2, to.port);
  view.setUint16(4, 8 + payload.length);
  return ipPacket(from, to, id, UDP, joinBytes([header, payload]), 6);
}

/** Puts the checksum into `body` at `checksumAt`, and an IP header in front of it. */
function ipPacket(
  from: PacketEndpoint,
  to: PacketEndpoint,
  id: number,
  protocol: number,
  body: Uint8Array,
  checksumAt: number,
): Uint8Array {
  const isIpv4 = from.address.length === 4 && to.address.length === 4;
  const addresses = isIpv4 ? [from.address, to.address] : [mappedToIpv6(from.address), mappedToIpv6(to.address)];
  const pseudoHeader = new Uint8Array(8);
  new DataView(pseudoHeader.buffer).setUint32(0, body.length);
  pseudoHeader[7] = protocol;
  const sum = checksum(joinBytes([...addresses, pseudoHeader, body]));
  // Over UDP, zero would say that there is no checksum.
  new DataView(body.buffer).setUint16(checksumAt, sum === 0 && protocol === UDP ? 0xffff : sum);
  const header = isIpv4
    ? ipv4Header(id, protocol, body.length, addresses)
    : ipv6Header(protocol, body.length, addresses);
  return joinBytes([header, body]);
}

function ipv4Header(id: number, protocol: number, size: number, addresses: readonly Uint8Array[]): Uint8Array {
  const start = new Uint8Array(12);
  const view = new DataView(start.buffer);
  view.setUint8(0, 0x45);
  view.setUint16(2, 20 + size);
  view.setUint16(4, id);
  view.setUint16(6, 0x4000); // do not fragment
  view.setUint8(8, 64);
  view.setUint8(9, protocol);
  const header = joinBytes([start, ...addresses]);
  new DataView(header.buffer).setUint16(10, checksum(header));
  return header;
}

function ipv6Header(protocol: number, size: number, addresses: readonly Uint8Array[]): Uint8Array {
  const start = new Uint8Array(8);
  const view = new DataView(start.buffer);
  view.setUint8(0, 0x60);
  view.setUint16(4, size);
  view.setUint8(6, protocol);
  view.setUint8(7, 64);
  return joinBytes([start, ...addresses]);
}

/** The Internet checksum (RFC 1071). */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

const LOOPBACK = Uint8Array.of(127, 0, 0, 1);

/** The 4 or 16 bytes of an IP address. Anything else (a name, memory) is taken for this machine. */
export function ipAddressBytes(host: string): Uint8Array {
  const address = host.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(address)) return Uint8Array.from(address.split('.'), Number);
  return isIPv6(address) ? ipv6Bytes(address) : LOOPBACK;
}

/** An IPv4 address in the form that it has among IPv6 addresses. */
function mappedToIpv6(address: Uint8Array): Uint8Array {
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
