import { quoteBytes } from '../../core/show-bytes.js';
import { decodePacket, encodePacket, unwrapped } from './reliable-packet.js';
import type { Automaton } from '../../core/automaton.js';
import { RoundTrips } from './round-trips.js';

/** What a reliable sender sends, and how. */
export interface Sending {
  readonly messages: readonly Uint8Array[];
  /** How many are on their way at once: 1 is stop-and-wait, more is go-back-N. Less than 128. */
  readonly window: number;
  /** Default: worked out from the round trips, and several copies of one acknowledgement count as a timeout. */
  readonly timeoutMs?: number;
  /** How many times in a row it waits in vain before it gives up. */
  readonly attempts: number;
  /** Told when all has been acknowledged. */
  readonly report?: (sent: Sent) => void;
}

/** What a transfer took. */
export interface Sent {
  /** With the end. */
  readonly messages: number;
  /** Datagrams, with those that were sent again. */
  readonly datagrams: number;
  /** How often it went back. */
  readonly returns: number;
  readonly ms: number;
  /** From a message to its acknowledgement, the mean of those that were sent once; 0 where none was measured. */
  readonly roundTripMs: number;
}

const COPIES = 2; // of an acknowledgement, beside the first: a network that reorders makes one of them

/**
 * Sends numbered messages and an end until all are acknowledged: stop-and-wait, or go-back-N, with one timer for the oldest. It
 * fails where something is acknowledged that was never sent, and where nothing is any more.
 */
export function reliableSender({ messages, window, timeoutMs, attempts, report: tell }: Sending): Automaton {
  return (road) => {
    const total = messages.length + 1;
    const trips = new RoundTrips();
    const begun = road.now();
    let base = 0; // so many are acknowledged
    let next = 0; // so many have been sent at least once
    let inVain = 0;
    let copies = 0;
    let wentBackAt = -Infinity;
    let datagrams = 0;
    let returns = 0;

    const send = (index: number): void => {
      const data = messages[index];
      datagrams++;
      road.send(
        encodePacket(data === undefined ? { type: 'end', number: index } : { type: 'data', number: index, data }),
      );
    };
    const wait = (): void => {
      road.setTimer(timeoutMs ?? trips.timeoutMs * 2 ** Math.min(inVain, 4));
    };
    const fill = (): void => {
      while (next < Math.min(base + window, total)) {
        trips.sent(next, road.now());
        send(next++);
      }
      wait();
    };
    const goBack = (): void => {
      copies = 0;
      returns++;
      wentBackAt = road.now();
      for (let index = base; index < next; index++) {
        trips.resent(index);
        send(index);
      }
      wait();
    };
    const copyCame = (): void => {
      // Up to a round trip after it has gone back, it still hears of what was sent before.
      if (timeoutMs !== undefined || road.now() - wentBackAt < trips.shortestMs || ++copies < COPIES) return;
      goBack();
    };
    fill();

    return {
      receive(bytes) {
        const packet = decodePacket(bytes);
        if (packet?.type !== 'ack') {
          road.fail(`${quoteBytes(bytes, 50)} came where an acknowledgement was expected`);
          return;
        }
        if (returns === 0) trips.heardAfter(road.now() - begun);
        const number = unwrapped(packet.number, base);
        if (number > next) {
          road.fail(
            `an acknowledgement of all before number ${String(packet.number)} came, and so far ${next === 1 ? 'only number 0 was' : `numbers up to ${String((next - 1) % 256)} were`} sent`,
          );
        } else if (number === base && base < total) {
          copyCame();
        } else if (number > base) {
          trips.acknowledged(number - 1, road.now());
          base = number;
          inVain = copies = 0;
          road.stopTimer();
          if (base < total) {
            fill();
            return;
          }
          tell?.({ messages: total, datagrams, returns, ms: road.now() - begun, roundTripMs: trips.meanMs });
          road.done();
        }
      },
      timeout() {
        if (++inVain >= attempts) {
          road.fail(
            `${base === messages.length ? 'the end' : `message ${String(base + 1)}`} was sent ${String(inVain)} times and never acknowledged`,
          );
          return;
        }
        goBack();
      },
      over: () => (base === total ? undefined : `only ${String(base)} of ${String(total)} messages were acknowledged`),
    };
  };
}
