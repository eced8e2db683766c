import { quoteBytes } from '../../core/show-bytes.js';
import { decodePacket, encodePacket, NUMBERS, unwrapped, type ReliablePacket } from './reliable-packet.js';
import type { Automaton } from '../../core/automaton.js';

/** What a reliable receiver waits for, and where it does otherwise than a plain one. */
export interface Receiving {
  /** What has to come before the end, in this order. */
  readonly messages: readonly Uint8Array[];
  /** The most messages that may be on their way at once. Default: any number. */
  readonly window?: number;
  /** The most datagrams that may come. Default: any number. */
  readonly most?: number;
  /** True for what is lost on its way here. Default: nothing is. */
  readonly loses?: (arrival: Arrival) => boolean;
  /** What is answered: how many messages have come in order, or any bytes. Default: once, what is so. */
  readonly answer?: (arrival: Arrival) => readonly (number | Uint8Array)[];
  /** Looked at for each arrival: what the sender has done wrong. */
  readonly wrong?: (arrival: Arrival) => string | undefined;
}

/** A message that has come; the end is the last. */
export interface Arrival {
  /** Of the message, from 0, without an end. */
  readonly index: number;
  /** This one included, it has come so many times. */
  readonly times: number;
  /** So many have come in order, this one included. */
  readonly received: number;
  /** So many have been acknowledged, whatever became of it. */
  readonly told: number;
  /** With the end. */
  readonly total: number;
}

/** Takes numbered messages in order, and acknowledges each datagram with the number that it expects next. */
export function reliableReceiver({
  messages,
  window = Infinity,
  most = Infinity,
  loses,
  answer,
  wrong,
}: Receiving): Automaton {
  return (road) => {
    const total = messages.length + 1;
    const times = new Map<number, number>();
    let received = 0;
    let told = 0;
    let datagrams = 0;
    const refuse = (bytes: Uint8Array): string | undefined => {
      const packet = decodePacket(bytes);
      if (packet === undefined || packet.type === 'ack')
        return `${quoteBytes(bytes, 50)} came: a datagram is D or E, a number, and a byte that makes the sum of all bytes a multiple of 256`;
      const index = unwrapped(packet.number, received);
      const number = `number ${String(packet.number)}`;
      if (index < 0) return `${number} came, and the first has number 0`;
      if (index >= told + window)
        return `${number} came while only ${String(told)} messages were acknowledged: with a window of ${String(window)} at most ${String(window)} may be on their way`;
      const wanted = messageAt(index);
      if (wanted === undefined)
        return `${number} came behind the end, which has number ${String(messages.length % NUMBERS)}`;
      if (wanted.type !== packet.type || !isSame(wanted.data ?? new Uint8Array(0), packet.data))
        return `${words(packet)} came; it had to be ${words(wanted)}`;
      if (++datagrams > most)
        return `${String(datagrams)} datagrams came for ${String(total)} messages and so few losses, and ${String(most)} are more than enough`;
      return undefined;
    };
    const messageAt = (index: number): ReliablePacket | undefined => {
      const data = messages[index];
      if (data !== undefined) return { type: 'data', number: index, data };
      return index === messages.length ? { type: 'end', number: index } : undefined;
    };
    return {
      receive(bytes) {
        const refusal = refuse(bytes);
        if (refusal !== undefined) {
          road.fail(refusal);
          return;
        }
        const index = unwrapped(decodePacket(bytes)?.number ?? 0, received);
        times.set(index, (times.get(index) ?? 0) + 1);
        const came = (): Arrival => ({ index, times: times.get(index) ?? 0, received, told, total });
        const mistake = wrong?.(came());
        if (mistake !== undefined) {
          road.fail(mistake);
          return;
        }
        if (loses?.(came()) === true) return;
        if (index === received) received++;
        for (const each of answer?.(came()) ?? [received]) {
          if (typeof each === 'number') told = Math.max(told, each);
          road.send(typeof each === 'number' ? encodePacket({ type: 'ack', number: each }) : each);
        }
        if (received === total) road.done();
      },
      over: () =>
        received === total
          ? undefined
          : `only ${String(received)} of ${String(total)} messages came in order: ${words(messageAt(received) as ReliablePacket)} is missing`,
    };
  };
}

function words({ type, number, data }: ReliablePacket): string {
  const which = `number ${String(number % NUMBERS)}`;
  return type === 'end'
    ? `the end with ${which}`
    : `${which} with ${data === undefined || data.length === 0 ? 'no data' : quoteBytes(data, 40)}`;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
