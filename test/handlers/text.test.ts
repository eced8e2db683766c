import { expect } from 'chai';
import fc from 'fast-check';
import 'reflect-metadata';
import Ack from '../../handlers/ack.js';
import Reverse from '../../handlers/reverse.js';
import type { Handler } from '../../src/core/handler.js';
import length32 from '../../src/framings/length32.js';
import raw from '../../src/framings/raw.js';
import { Server } from './play.js';

function reversed(handler: Reverse, payload: string | Uint8Array): string {
  const client = new Server(handler, raw()).connect();
  client.send(payload);
  return new TextDecoder().decode(client.taken());
}

describe('reverse', () => {
  for (const [text, grapheme, codepoint] of [
    ['a\r\nb', 'b\r\na', 'b\n\ra'],
    ['e\u0301a', 'ae\u0301', 'a\u0301e'],
    ['🇩🇪🇹🇳', '🇹🇳🇩🇪', '🇳🇹🇪🇩'],
    ['👩‍👩‍👧!', '!👩‍👩‍👧', '!👧‍👩‍👩'],
    ['𝄞x', 'x𝄞', 'x𝄞'],
  ] as const) {
    it(`keeps what a person sees as one character whole in ${JSON.stringify(text)}, and by code point does not`, () => {
      expect(reversed(new Reverse(), text)).to.equal(grapheme);
      expect(reversed(new Reverse('codepoint'), text)).to.equal(codepoint);
    });
  }

  it('twice is nothing, by code point and by byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        expect(reversed(new Reverse('codepoint'), reversed(new Reverse('codepoint'), text))).to.equal(text);
      }),
      { seed: 4 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (message) => {
        const { codec } = new Reverse('byte');
        const sent: (string | Uint8Array)[] = [];
        const conversation = new Reverse('byte').connect({
          id: 1,
          send: (reply) => {
            sent.push(reply);
          },
          close: () => undefined,
        });
        conversation.receive(codec.decode(message));
        conversation.receive(sent[0] as Uint8Array);
        expect(sent[1]).to.deep.equal(message);
      }),
      { seed: 4 },
    );
  });
});

describe('ack', () => {
  const replies = (handler: Handler, ...messages: readonly (string | Uint8Array)[]): readonly [string, boolean] => {
    const client = new Server(handler, length32()).connect();
    for (const message of messages) client.send(message);
    return [new TextDecoder().decode(client.taken()).replace(/\0\0\0./g, '|'), client.ended];
  };

  for (const exit of ['exit', 'EXIT', 'eXiT']) {
    it(`acknowledges ${exit} and closes`, () => {
      expect(replies(new Ack(), 'a', exit, 'b')).to.deep.equal(['|Message received|Message received', true]);
    });
  }

  for (const other of ['exit ', 'exi', 'exits', '', 'ex\u0131t', Uint8Array.of(0x65, 0x78, 0x69, 0xf4)]) {
    it(`takes ${JSON.stringify(other)} for an ordinary message`, () => {
      expect(replies(new Ack(), other)).to.deep.equal(['|Message received', false]);
    });
  }

  it('numbers the messages of each connection from 1', () => {
    const handler = new Ack('{n} of {n}: $& {m}');
    expect(replies(handler, 'a', 'b')[0]).to.equal('|1 of 1: $& {m}|2 of 2: $& {m}');
    expect(replies(handler, 'a')[0]).to.equal('|1 of 1: $& {m}');
  });
});
