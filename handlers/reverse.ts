import { ParameterError } from '../src/core/parameter-error.js';
import { inject, injectable, optional } from 'inversify';
import { bytes, text, type Codec } from '../src/core/codec.js';
import type { Exchange } from '../src/core/exchange.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';
import { graphemes } from '../src/core/graphemes.js';
import { unknownName } from '../src/text/nearest.js';
import { Parameter } from '../src/tokens.js';

interface Unit<M> {
  readonly codec: Codec<M>;
  reverse(message: M): M;
  readonly examples: readonly Exchange[];
}

type Message = string | Uint8Array;

const SENTENCE = { send: 'shaurya says geeksforgeeks', replies: ['skeegrofskeeg syas ayruahs'] };
const BROKEN = { send: Uint8Array.of(0x61, 0xff), replies: ['error: not UTF-8: byte ff at offset 1'] };

const UNITS: Readonly<Record<string, Unit<string> | Unit<Uint8Array>>> = {
  grapheme: {
    codec: text,
    reverse: (message: string) => (COMPLEX.test(message) ? byGrapheme(message) : byCodePoint(message)),
    examples: [SENTENCE, { send: 'cafe\u0301 🇩🇪', replies: ['🇩🇪 e\u0301fac'] }, BROKEN],
  },
  codepoint: {
    codec: text,
    reverse: byCodePoint,
    examples: [SENTENCE, { send: 'cafe\u0301', replies: ['\u0301efac'] }, BROKEN],
  },
  byte: {
    codec: bytes,
    reverse: (message: Uint8Array) => message.toReversed(),
    examples: [
      SENTENCE,
      { send: 'é', replies: [Uint8Array.of(0xa9, 0xc3)] },
      { send: Uint8Array.of(0x61, 0xff), replies: [Uint8Array.of(0xff, 0x61)] },
    ],
  },
};

// Below these characters only CR LF belong together, and code points are much faster than graphemes.
const COMPLEX = /[\u{300}-\u{10ffff}]|\r\n/u;

function byGrapheme(message: string): string {
  return graphemes(message).reverse().join('');
}

function byCodePoint(message: string): string {
  return Array.from(message).reverse().join('');
}

/** Answers with the message reversed: what a person sees as one character stays whole, unless the parameter says otherwise. */
@injectable()
export default class Reverse implements Handler<Message> {
  readonly name: string;
  readonly summary = 'answers with the message reversed';
  readonly parameter = 'what is reversed: grapheme (default), codepoint or byte';
  readonly codec: Codec<Message>;
  readonly examples: readonly Exchange[];
  readonly #unit: Unit<Message>;

  constructor(@inject(Parameter) @optional() parameter?: string) {
    const unit = Object.hasOwn(UNITS, parameter ?? 'grapheme') ? UNITS[parameter ?? 'grapheme'] : undefined;
    if (unit === undefined) throw new ParameterError(unknownName('unit', parameter ?? '', Object.keys(UNITS)));
    this.name = parameter === undefined ? 'reverse' : `reverse:${parameter}`;
    this.#unit = unit;
    this.codec = unit.codec;
    this.examples = unit.examples;
  }

  connect(peer: Peer<Message>): Conversation<Message> {
    return {
      receive: (message) => {
        peer.send(this.#unit.reverse(message));
      },
    };
  }
}
