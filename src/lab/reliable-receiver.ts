import type { Automaton } from './automaton.js';

/** What a reliable receiver waits for. */
export interface Receiving {
  /** What has to come, in this order; the first has the number 1. */
  readonly messages: readonly string[];
  /** Says that everything up to this number has come. */
  readonly acknowledge: (number: number) => string;
  /** The most messages that may be on their way at once. Default: any number. */
  readonly window?: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Takes numbered messages, `1 text`, in order, and acknowledges each datagram with the number up to which nothing is missing. */
export function reliableReceiver({ messages, acknowledge, window = Infinity }: Receiving): Automaton {
  return (road) => {
    let received = 0;
    return {
      receive(bytes) {
        const text = decoder.decode(bytes);
        const [, digits = '', message = ''] = /^(\d+) (.*)$/s.exec(text) ?? [];
        const number = Number(digits);
        if (digits === '' || number < 1) {
          road.fail(`${JSON.stringify(text)} came: a message is a number from 1, a space and a text`);
        } else if (number > received + window) {
          road.fail(`message ${String(number)} came while only ${String(received)} were acknowledged: at most ${String(window)} may be on their way`);
        } else if (number > messages.length || message !== messages[number - 1]) {
          const wanted = messages[number - 1];
          road.fail(`message ${String(number)} was ${JSON.stringify(message)}; ${wanted === undefined ? `there are only ${String(messages.length)}` : `it had to be ${JSON.stringify(wanted)}`}`);
        } else {
          if (number === received + 1) received++;
          road.send(encoder.encode(acknowledge(received)));
          if (received === messages.length) road.done();
        }
      },
      over: () => (received === messages.length ? undefined : `only ${String(received)} of ${String(messages.length)} messages came in order: ${JSON.stringify(messages[received])} is missing`),
    };
  };
}
