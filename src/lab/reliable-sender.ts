import type { Automaton } from './automaton.js';

/** What a reliable sender sends, and how. */
export interface Sending {
  /** The first has the number 1. */
  readonly messages: readonly string[];
  /** How many are on their way at once: 1 is stop-and-wait, more is go-back-N. */
  readonly window: number;
  readonly timeoutMs: number;
  /** How many times in a row it waits in vain before it gives up. */
  readonly attempts: number;
  /** The number up to which everything has come, if this datagram is an acknowledgement. */
  readonly acknowledged: (datagram: string) => number | undefined;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Sends numbered messages, `1 text`, until all are acknowledged: stop-and-wait, or go-back-N, with one timer for the oldest.
 * It fails where something is acknowledged that was never sent, and where nothing is any more.
 */
export function reliableSender({ messages, window, timeoutMs, attempts, acknowledged }: Sending): Automaton {
  return (road) => {
    let base = 0; // so many are acknowledged
    let next = 0; // so many have been sent at least once
    let inVain = 0;
    const send = (index: number): void => { road.send(encoder.encode(`${String(index + 1)} ${messages[index] ?? ''}`)); };
    const fill = (): void => {
      while (next < Math.min(base + window, messages.length)) send(next++);
      if (base < messages.length) road.setTimer(timeoutMs);
    };
    fill();
    if (messages.length === 0) road.done();
    return {
      receive(bytes) {
        const text = decoder.decode(bytes);
        const number = acknowledged(text);
        if (number === undefined) {
          road.fail(`${JSON.stringify(text)} came where an acknowledgement was expected`);
          return;
        }
        if (number > next) {
          road.fail(`${JSON.stringify(text)} came, and so far nothing above number ${String(next)} was sent`);
          return;
        }
        if (number <= base) return; // an old one
        base = number;
        inVain = 0;
        road.stopTimer();
        if (base === messages.length) road.done();
        else fill();
      },
      timeout() {
        if (++inVain > attempts) {
          road.fail(`message ${String(base + 1)} was sent ${String(inVain)} times and never acknowledged`);
          return;
        }
        for (let index = base; index < next; index++) send(index);
        road.setTimer(timeoutMs);
      },
      over: () => (base === messages.length ? undefined : `only ${String(base)} of ${String(messages.length)} messages were acknowledged`),
    };
  };
}
