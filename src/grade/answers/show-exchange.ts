import { glyphs, hexBytes, quoteBytes } from '../../core/show-bytes.js';
import type { Drawn } from './draw-exchange.js';

const LONGEST = 60; // columns

/** An exchange as a list for students: what carried data is numbered from 1, and of a connection its SYNs are told. */
export function showExchange({ segments, firstSequence, datagrams }: Drawn): string[] {
  const handshake = datagrams
    ? []
    : [
        `   client → server  SYN       seq ${firstSequence.client}`,
        `   server → client  SYN, ACK  seq ${firstSequence.server}  ack ${firstSequence.client + 1}`,
        '   client → server  ACK',
      ];
  return [
    ...handshake,
    ...segments.map(
      ({ from, bytes }, index) =>
        `${String(index + 1).padStart(2)} ${from === 'client' ? 'client → server' : 'server → client'}  ${shown(bytes)}`,
    ),
  ];
}

function shown(bytes: Uint8Array): string {
  return glyphs(bytes).every(({ isText }) => isText) ? quoteBytes(bytes, LONGEST) : hexBytes(bytes);
}
