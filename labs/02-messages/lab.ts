import type { Lab } from '../../src/lab/lab.js';
import { withVariants } from '../../src/lab/variant.js';
import { checksFor, type Texts } from './checks.js';
import { questions } from './questions.js';

export default withVariants(
  {
    port: { usual: 65432, from: 20_000, to: 29_999 },
    // As long as the usual ones: the sheet counts bytes, and draws them.
    hello: ['Hello', 'Howdy', 'Aloha', 'Salut'],
    question: ['How are you?', 'Who are you?', 'What is new?', 'Is all well?'],
    goodbye: ['Goodbye', 'See you', 'So long', 'Cheerio'],
  },
  ({ port, hello, question, goodbye }): Lab => {
    const texts: Texts = [hello, question, goodbye];
    return {
      title: 'Several messages',
      summary: 'several messages on one connection; a stream has no messages',
      server: { transport: 'tcp', framing: 'raw', handler: 'echo', port },
      client: [
        ...texts.flatMap(
          (text) =>
            [
              { op: 'send', messages: [text] },
              { op: 'expect', messages: [text] },
            ] as const,
        ),
        // The same three in one write: raw, the server takes them for one message of 24 bytes.
        { op: 'send', messages: texts },
        { op: 'expect', messages: texts },
      ],
      checks: checksFor(texts),
      questions,
    };
  },
  ({ hello, question, goodbye }) => ({ together: `${hello}${question}${goodbye}`, two: `${hello}${goodbye}` }),
);
