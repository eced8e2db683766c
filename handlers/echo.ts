import { injectable } from 'inversify';
import { bytes } from '../src/core/codec.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';

/** Sends every message back as it came. */
@injectable()
export default class Echo implements Handler {
  readonly name = 'echo';
  readonly summary = 'sends every message back';
  readonly codec = bytes;
  readonly examples = [
    { send: 'Hello from client!', replies: ['Hello from client!'] },
    { send: 'héllo ✓', replies: ['héllo ✓'] },
  ];

  connect(peer: Peer): Conversation {
    return {
      receive: (message) => {
        peer.send(message);
      },
    };
  }
}
