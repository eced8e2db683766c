import type { Draft } from './write-draft.js';
import { className } from './require-name.js';
import type { Place } from './place.js';

const IMPORTS = {
  checkout: `import { injectable } from 'inversify';
import { text } from '../src/core/codec.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';`,
  elsewhere: `import { injectable, text, type Conversation, type Handler, type Peer } from 'wirelab';`,
};

/** A handler that numbers the messages of each client. */
export function handlerDraft(name: string, { isCheckout }: Place): Draft {
  const reference = isCheckout ? name : `./handlers/${name}.ts`;
  return {
    files: [{ path: `handlers/${name}.ts`, text: handlerText(name, isCheckout) }],
    commands: [
      { words: `run 1 --framing line --handler ${reference}`, does: 'plays its examples' },
      { words: `serve --handler ${reference}`, does: 'serves it until Ctrl-C' },
      ...(isCheckout
        ? [{ words: `npx mocha test/handlers --grep "handler ${name}"`, does: 'tests it like the others' }]
        : []),
    ],
    next: [
      'receive: what the server does with a message',
      'examples: what it then answers; they are its scripted client and its test',
      'codec: text as it stands; bytes for messages that are not text',
    ],
  };
}

function handlerText(name: string, isCheckout: boolean): string {
  return `${isCheckout ? IMPORTS.checkout : IMPORTS.elsewhere}

/** Sends every message back with its number. */
@injectable()
export default class ${className(name, ['Handler', 'Peer', 'Conversation'])} implements Handler<string> {
  readonly name = '${name}';
  readonly summary = 'sends every message back with its number';
  readonly codec = text;
  readonly examples = [
    { send: 'hello', replies: ['1 hello'] },
    { send: 'how are you?', replies: ['2 how are you?'] },
  ];

  connect(peer: Peer<string>): Conversation<string> {
    let count = 0; // of this client; what all clients share is a field of the class
    return {
      receive: (message) => {
        count++;
        peer.send(\`\${count} \${message}\`);
      },
    };
  }
}
`;
}
