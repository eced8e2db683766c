import { ParameterError } from '../src/core/parameter-error.js';
import { inject, injectable, optional } from 'inversify';
import { bytes } from '../src/core/codec.js';
import type { Exchange } from '../src/core/exchange.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';
import { Parameter } from '../src/tokens.js';

const NUMBER = '{n}';
const EXIT = 'exit';

/** Acknowledges every message, whatever is in it. `exit`, in any case, is acknowledged and ends the connection. */
@injectable()
export default class Ack implements Handler {
  readonly name: string;
  readonly summary = 'acknowledges every message; exit ends the connection';
  readonly parameter = `the acknowledgement (default: Message received); ${NUMBER} in it stands for the message's number, from 1`;
  readonly codec = bytes; // messages need not be text
  readonly examples: readonly Exchange[];
  readonly #acknowledge: (n: number) => Uint8Array;

  constructor(@inject(Parameter) @optional() parameter?: string) {
    if (parameter === '')
      throw new ParameterError(`an acknowledgement cannot be empty: write a text, such as ack:OK or ack:OK ${NUMBER}`);
    const words = parameter ?? 'Message received';
    this.name = parameter === undefined ? 'ack' : `ack:${parameter}`;
    this.#acknowledge = acknowledgement(words);
    this.examples = [
      { send: 'Hello', replies: [this.#acknowledge(1)] },
      { send: 'How are you?', replies: [this.#acknowledge(2)] },
      { send: Uint8Array.of(0xff, 0xfe), replies: [this.#acknowledge(3)] },
      { send: 'Exit', replies: [this.#acknowledge(4)], closes: true },
    ];
  }

  connect(peer: Peer): Conversation {
    let received = 0;
    return {
      receive: (message) => {
        received++;
        peer.send(this.#acknowledge(received));
        if (isExit(message)) peer.close();
      },
    };
  }
}

function acknowledgement(words: string): (n: number) => Uint8Array {
  const encoder = new TextEncoder();
  const same = encoder.encode(words);
  return words.includes(NUMBER) ? (n) => encoder.encode(words.replaceAll(NUMBER, String(n))) : () => same;
}

function isExit(message: Uint8Array): boolean {
  return message.length === EXIT.length && String.fromCharCode(...message).toLowerCase() === EXIT;
}
