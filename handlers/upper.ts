import { injectable } from 'inversify';
import { text } from '../src/core/codec.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';

/** Answers with the message in upper case, by the rules of Unicode: `ß` becomes `SS`. */
@injectable()
export default class Upper implements Handler<string> {
  readonly name = 'upper';
  readonly summary = 'answers in upper case';
  readonly codec = text;
  readonly examples = [
    { send: 'hello', replies: ['HELLO'] },
    { send: 'straße, ςίγμα', replies: ['STRASSE, ΣΊΓΜΑ'] },
  ];

  connect(peer: Peer<string>): Conversation<string> {
    return {
      receive: (message) => {
        peer.send(message.toUpperCase());
      },
    };
  }
}
