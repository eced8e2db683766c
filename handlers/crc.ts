import { inject, injectable, optional } from 'inversify';
import { text, type Codec } from '../src/core/codec.js';
import type { Exchange } from '../src/core/exchange.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';
import { crcAlgorithm } from '../src/protocols/crc/catalogue.js';
import type { Checker } from '../src/protocols/crc/checker.js';
import { checksumChecker } from '../src/protocols/crc/checksum-checker.js';
import { divisionChecker } from '../src/protocols/crc/division-checker.js';
import { Parameter } from '../src/tokens.js';

/** Says whether a message and its checksum fit: by division modulo 2, or by a catalogued CRC. */
@injectable()
export default class CrcCheck implements Handler<Uint8Array, string> {
  readonly name: string;
  readonly summary = 'says whether a message and its checksum fit';
  readonly parameter = 'a binary key (default: 1001) or the name of a catalogued CRC, such as CRC-32/ISO-HDLC';
  readonly codec: Codec<Uint8Array, string> = { decode: (payload) => payload, encode: (reply) => text.encode(reply) };
  readonly examples: readonly Exchange[];
  readonly #checker: Checker;

  constructor(@inject(Parameter) @optional() parameter?: string) {
    this.name = parameter === undefined ? 'crc' : `crc:${parameter}`;
    this.#checker = checkerFor(parameter ?? '1001');
    this.examples = this.#checker.examples;
  }

  connect(peer: Peer<string>): Conversation {
    return {
      receive: (message) => {
        const { reply, closes } = this.#checker.check(message);
        peer.send(reply);
        if (closes) peer.close();
      },
    };
  }
}

function checkerFor(parameter: string): Checker {
  return /^\p{L}/u.test(parameter) ? checksumChecker(crcAlgorithm(parameter)) : divisionChecker(parameter);
}
