import { unknownName } from '../../text/nearest.js';
import type { RequestCommand, RequestTable } from './tables.js';

const LARGEST = 100_000_000_000; // cents: a sum stays a whole number that a double holds
const AMOUNT = /^\d{1,9}(\.\d{1,2})?$/;

/** What comes of one request. */
export interface Outcome {
  readonly reply: string;
  /** In cents, as it now is. */
  readonly sum: number;
  /** The connection ends with the reply. */
  readonly closes?: boolean;
}

/** Does what `request` says, a command of the table and what follows it, in a session whose sum is `sum`. */
export function runRequest({ commands }: RequestTable, request: string, sum: number): Outcome {
  const [written = '', argument = ''] = request.trim().split(/\s+(.*)/s);
  const word = written.toLowerCase();
  const known = Object.keys(commands);
  if (word === 'help')
    return { reply: `commands: ${known.map((name) => commands[name]?.usage).join(', ')}, help`, sum };
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (command === undefined)
    return { reply: `error: ${unknownName('command', shortened(written), [...known, 'help'])}`, sum };
  if (!takesAmount(command) && argument !== '')
    return { reply: `error: nothing may follow ${word}, not ${shortened(argument)}`, sum };
  if (takesAmount(command) && !isAmount(argument))
    return { reply: `error: write an amount from 0.01 to 999999999.99: ${command.usage}`, sum };
  const amount = typeof command.adds === 'number' ? command.adds : Math.round(Number(argument) * 100);
  const after = sum + added(command, amount);
  if (after < 0) return { reply: `error: ${money(amount)} is more than the ${money(sum)} that are there`, sum };
  if (after > LARGEST) return { reply: `error: a sum of ${money(after)}, limit is ${money(LARGEST)}`, sum };
  const reply = command.reply.replace('{amount}', money(amount)).replace('{sum}', money(after));
  return { reply, sum: after, closes: command.closes === true };
}

function added({ adds }: RequestCommand, amount: number): number {
  if (adds === undefined) return 0;
  return adds === 'minus-amount' ? -amount : amount;
}

function takesAmount({ adds }: RequestCommand): boolean {
  return adds === 'amount' || adds === 'minus-amount';
}

function isAmount(argument: string): boolean {
  return AMOUNT.test(argument) && Number(argument) > 0;
}

function money(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** A stranger's text as it may stand in a reply: on one line, and not longer than a line. */
function shortened(words: string): string {
  return Array.from(words.replace(/\p{C}/gu, '?')).slice(0, 40).join('');
}
