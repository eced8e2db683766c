import { ParameterError } from '../src/core/parameter-error.js';
import { inject, injectable, optional } from 'inversify';
import { text } from '../src/core/codec.js';
import type { Exchange } from '../src/core/exchange.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';
import { unknownName } from '../src/text/nearest.js';
import { runRequest } from '../src/protocols/request/run-request.js';
import { requestTables, type RequestTable } from '../src/protocols/request/tables.js';
import { Parameter } from '../src/tokens.js';

const COMMANDS = 32; // in one message: each makes a reply that is longer than itself

/** A service of commands and answers: a message has one or more commands, with commas between them, and each is answered. */
@injectable()
export default class Request implements Handler<string> {
  readonly name: string;
  readonly summary = 'answers commands from a table';
  readonly parameter = `the table: ${Object.keys(requestTables).join(' or ')} (default: bank)`;
  readonly codec = text;
  readonly examples: readonly Exchange[];
  readonly #table: RequestTable;

  constructor(@inject(Parameter) @optional() parameter?: string) {
    const name = parameter ?? 'bank';
    const table = Object.hasOwn(requestTables, name) ? requestTables[name] : undefined;
    if (table === undefined) throw new ParameterError(unknownName('table', name, Object.keys(requestTables)));
    this.name = parameter === undefined ? 'request' : `request:${parameter}`;
    this.#table = table;
    this.examples = table.examples;
  }

  connect(peer: Peer<string>): Conversation<string> {
    let sum = 0;
    if (this.#table.greeting !== undefined) peer.send(this.#table.greeting);
    return {
      receive: (message) => {
        const requests = message.split(',', COMMANDS + 1);
        if (requests.length > COMMANDS) {
          peer.send(`error: more than ${COMMANDS} commands in one message`);
          return;
        }
        for (const request of requests) {
          const outcome = runRequest(this.#table, request, sum);
          sum = outcome.sum;
          peer.send(outcome.reply);
          if (outcome.closes) {
            peer.close();
            return;
          }
        }
      },
    };
  }
}
