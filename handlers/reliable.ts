import { injectable } from 'inversify';
import { bytes } from '../src/core/codec.js';
import type { Exchange } from '../src/core/exchange.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';
import { decodePacket, encodePacket, NUMBERS } from '../src/protocols/reliable/reliable-packet.js';

const encoder = new TextEncoder();
const data = (number: number, text: string): Uint8Array =>
  encodePacket({ type: 'data', number, data: encoder.encode(text) });
const end = (number: number): Uint8Array => encodePacket({ type: 'end', number });
const ack = (number: number): Uint8Array => encodePacket({ type: 'ack', number });

/** The receiver of go-back-N: takes numbered messages in their order, and answers each with the number that it expects next. */
@injectable()
export default class Reliable implements Handler {
  readonly name = 'reliable';
  readonly summary = 'acknowledges numbered messages, as a receiver of go-back-N does';
  readonly codec = bytes; // what is no packet gets no answer, and does not end anything
  readonly examples: readonly Exchange[] = [
    { send: data(0, 'one '), replies: [ack(1)] },
    { send: data(2, 'three '), replies: [ack(1)] },
    { send: data(1, 'two '), replies: [ack(2)] },
    { send: data(1, 'two '), replies: [ack(2)] },
    { send: data(2, 'three '), replies: [ack(3)] },
    { send: end(3), replies: [ack(4)] },
    { send: end(3), replies: [ack(4)] },
  ];

  connect(peer: Peer): Conversation {
    let expected = 0;
    let isOver = false;
    return {
      receive: (datagram) => {
        const packet = decodePacket(datagram);
        if (packet === undefined || packet.type === 'ack') return;
        if (!isOver && packet.number === expected % NUMBERS) {
          expected++;
          isOver = packet.type === 'end';
        }
        peer.send(ack(expected));
      },
    };
  }
}
