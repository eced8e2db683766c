import type { Exchange } from '../../core/exchange.js';

/** The commands of one service, as data. A session has one sum of money, in cents, which commands read and change. */
export interface RequestTable {
  /** Sent to a client that connects. */
  readonly greeting?: string;
  readonly commands: Readonly<Record<string, RequestCommand>>;
  readonly examples: readonly Exchange[];
}

/** What one command does. */
export interface RequestCommand {
  /** How it is written, for `help`. */
  readonly usage: string;
  /** `{amount}` in it is what was changed, `{sum}` the sum afterwards. */
  readonly reply: string;
  /** What is added to the sum: so many cents, or the amount behind the command, or its opposite. */
  readonly adds?: number | 'amount' | 'minus-amount';
  /** The connection ends with the reply. */
  readonly closes?: boolean;
}

const exit: RequestCommand = { usage: 'exit', reply: 'bye', closes: true };

function dish(key: string, name: string, cents: number): RequestCommand {
  return {
    usage: `${key} (${name} ${(cents / 100).toFixed(2)})`,
    adds: cents,
    reply: `${name} {amount}, to pay {sum}`,
  };
}

export const requestTables: Readonly<Record<string, RequestTable>> = {
  bank: {
    greeting: 'hello',
    commands: {
      balance: { usage: 'balance', reply: 'balance {sum}' },
      deposit: { usage: 'deposit AMOUNT', adds: 'amount', reply: 'deposited {amount}, balance {sum}' },
      withdraw: { usage: 'withdraw AMOUNT', adds: 'minus-amount', reply: 'withdrew {amount}, balance {sum}' },
      exit,
    },
    examples: [
      { send: 'balance', replies: ['hello', 'balance 0.00'] },
      { send: 'deposit 12.50', replies: ['deposited 12.50, balance 12.50'] },
      { send: 'withdraw 20', replies: ['error: 20.00 is more than the 12.50 that are there'] },
      { send: 'withdraw 2.05, balance', replies: ['withdrew 2.05, balance 10.45', 'balance 10.45'] },
      { send: 'exit', replies: ['bye'], closes: true },
    ],
  },
  menu: {
    commands: {
      1: dish('1', 'tea', 150),
      2: dish('2', 'coffee', 220),
      3: dish('3', 'soup', 480),
      4: dish('4', 'couscous', 950),
      bill: { usage: 'bill', reply: 'to pay {sum}' },
      exit,
    },
    examples: [
      { send: '2', replies: ['coffee 2.20, to pay 2.20'] },
      { send: '4', replies: ['couscous 9.50, to pay 11.70'] },
      { send: '9', replies: ['error: no command 9; known: 1, 2, 3, 4, bill, exit, help'] },
      { send: 'bill', replies: ['to pay 11.70'] },
      { send: 'exit', replies: ['bye'], closes: true },
    ],
  },
};
