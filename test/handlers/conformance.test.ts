import { readdirSync } from 'node:fs';
import { ParameterError } from '../../src/core/parameter-error.js';
import { expect } from 'chai';
import fc from 'fast-check';
import 'reflect-metadata';
import { isProtocolError } from '../../src/core/protocol-error.js';
import type { Framing, FramingFactory } from '../../src/core/framing.js';
import type { Handler, Peer } from '../../src/core/handler.js';
import { handlerParameters } from '../support/all-handlers.js';
import { carriesAll, play } from './play.js';

type HandlerClass = new (parameter?: string) => Handler<unknown, unknown>;

async function defaults(folder: string): Promise<readonly (readonly [string, unknown])[]> {
  const files = readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith('.ts'))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(`${folder}${file}`)) as { readonly default: unknown };
      return [file.slice(0, -'.ts'.length), module.default] as const;
    }),
  );
}

const classes = (await defaults('../../handlers/')) as readonly (readonly [string, HandlerClass])[];
const framings = ((await defaults('../../src/framings/')) as readonly (readonly [string, FramingFactory])[]).flatMap(
  ([name, make]): Framing[] => {
    try {
      return [make()];
    } catch {
      return [make(name === 'fixed' ? '256' : '%00')];
    }
  },
);

const handlers = classes.flatMap(([file, HandlerClass]) =>
  [undefined, ...(handlerParameters[file] ?? [])].map((parameter) => ({
    file,
    parameter,
    make: () => new HandlerClass(parameter),
  })),
);

for (const { file, parameter, make } of handlers) {
  describe(`handler ${file}${parameter === undefined ? '' : `:${parameter}`}`, () => {
    it('has the name of its file and parameter, and a summary of one line', () => {
      const handler = make();
      expect(handler.name).to.equal(parameter === undefined ? file : `${file}:${parameter}`);
      expect(handler.summary).to.match(/^\S.{5,70}[^.\s]$/);
      if (parameter !== undefined) expect(handler.parameter).to.match(/^\S.+[^.\s]$/);
    });

    it('has examples', () => {
      expect(make().examples).not.to.be.empty;
    });

    for (const framing of framings) {
      if (!carriesAll(framing, make().examples)) continue;

      it(`answers its examples as it says, over ${framing.name}`, () => {
        play(make().examples, make(), framing);
      });

      it(`answers them a second time on the same server, over ${framing.name}`, () => {
        const handler = make();
        play(handler.examples, handler, framing);
        play(handler.examples, handler, framing);
      });
    }

    it('throws for no bytes at all, and answers nothing after it has closed', () => {
      const handler = make();
      const anything = fc.oneof(
        fc.uint8Array({ maxLength: 40 }),
        fc.string({ unit: 'binary', maxLength: 30 }).map((text) => new TextEncoder().encode(text)),
      );
      fc.assert(
        fc.property(fc.array(anything, { maxLength: 8 }), (payloads) => {
          const state = { open: true };
          const peer: Peer<unknown> = {
            id: 1,
            send: (message) => {
              expect(state.open).to.equal(true);
              expect(handler.codec.encode(message)).to.be.instanceOf(Uint8Array);
            },
            close: () => {
              state.open = false;
            },
          };
          const conversation = handler.connect(peer);
          for (const payload of payloads) {
            if (!state.open) break;
            const before = payload.slice();
            try {
              conversation.receive(handler.codec.decode(payload));
            } catch (error) {
              if (!isProtocolError(error) || handler.codec.refusal === undefined) throw error;
              peer.send(handler.codec.refusal(error));
            }
            expect(payload, 'a message is not written to').to.deep.equal(before);
          }
          conversation.closed?.('peer');
        }),
        { seed: 3 },
      );
    });
  });
}

for (const [file, HandlerClass] of classes) {
  if (new HandlerClass().parameter === undefined) continue;

  it(`handler ${file} refuses an empty parameter with a ParameterError`, () => {
    expect(() => new HandlerClass('')).to.throw(ParameterError);
  });
}

for (const [name, message] of [
  ['reverse:words', 'no unit words; known: grapheme, codepoint, byte'],
  ['reverse:bite', 'did you mean byte?'],
  ['reverse:toString', 'no unit toString'],
  ['crc:CRC-32/ISO-HDLX', 'did you mean CRC-32/ISO-HDLC'],
  ['crc:0110', 'begins with 0'],
  ['crc:10a', 'not binary'],
  ['request:bnak', 'did you mean bank?'],
  ['gateway:temprature=3', 'did you mean temperature?'],
  ['gateway:temperature', 'such as temperature=60'],
  ['gateway:temperature=1e3', 'at most 3 decimals'],
  ['gateway:temperature=2147483.647', 'at most 3 decimals'],
] as const) {
  it(`handler ${name} is refused: ${message}`, () => {
    const [file, parameter] = name.split(':');
    const HandlerClass = classes.find(([other]) => other === file)?.[1];
    expect(() => HandlerClass && new HandlerClass(parameter)).to.throw(ParameterError, message);
  });
}
