/** The checks of a new lab: a few of those that many labs have. */
export function labChecksDraft(isCheckout: boolean): string {
  return `${isCheckout ? IN_CHECKOUT : ELSEWHERE}
// What is graded. Each check rests on a sentence of the sheet, word for word, and has a program in wrong/ that fails it.

const BACK = 'It sends every line back, however many there are and however they arrive.';
const NEXT = 'It serves any number of clients, one after another.';

const hello: Sample = { send: 'hello', replies: ['hello'] };
const howAreYou: Sample = { send: 'how are you?', replies: ['how are you?'] };

const ASKS = 'A client that connects to it, sends the line \`hello\`, and prints \`Reply: \` and what comes back.';
const PIECES = 'The reply may come in pieces.';
const FAILS = 'When nobody listens, it says so and ends with exit code 1.';

const dialogue: Dialogue = { request: 'hello', reply: 'hello', prints: 'Reply: hello' };

export const checks: Checks = {
  server: [
    oneExchange(hello, { points: 30, because: BACK }),
    severalMessages([hello, howAreYou], { points: 20, because: BACK, needs: ['one-exchange'] }),
    nextClients(hello, { points: 30, because: NEXT, needs: ['one-exchange'] }),
    anyCut({ messages: 'words', longest: 40 }, { points: 20, because: BACK, needs: ['several-messages', 'next-clients'] }),
  ],
  client: [
    sendsRequest(dialogue, { points: 40, because: ASKS }),
    printsReply(dialogue, { points: 20, because: ASKS, needs: ['sends'] }),
    splitReply(dialogue, ['hel', 'lo\\n'], { points: 20, because: PIECES, needs: ['prints'] }),
    refused(dialogue, { points: 20, because: FAILS }),
  ],
};
`;
}

const IN_CHECKOUT = `import type { Checks } from '../../src/lab/check.js';
import { printsReply, refused, sendsRequest, splitReply, type Dialogue } from '../../src/lab/client-checks.js';
import { anyCut, nextClients, oneExchange, severalMessages, type Sample } from '../../src/lab/server-checks.js';
`;

const ELSEWHERE = `import { clientChecks, serverChecks, type Checks, type Dialogue, type Sample } from 'wirelab/lab';

const { printsReply, refused, sendsRequest, splitReply } = clientChecks;
const { anyCut, nextClients, oneExchange, severalMessages } = serverChecks;
`;
