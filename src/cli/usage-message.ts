import { nearest } from '../text/nearest.js';
import { flagNames, type Command } from './command.js';

/** Says in one line what is wrong with the words of a command line that the parser refused with `message`, and what would be right. */
export function usageMessage(message: string, words: readonly string[], commands: readonly Command[]): string {
  const command = commands.find((known) => words.includes(nameOf(known)));
  const [, unknown] = /^Unknown (?:arguments?|commands?): ([^,]+)/.exec(message) ?? [];
  if (command === undefined)
    return unknownCommand(words.find((word) => !word.startsWith('-')) ?? words[0] ?? '', commands);
  if (unknown !== undefined)
    return words.some((word) => flagOf(word) === unknown) ? unknownFlag(unknown, command) : tooMany(unknown, command);
  if (message.startsWith('Not enough non-option'))
    return `say which lab: wirelab ${command.command} (wirelab list shows them)`;
  const [, flag] = /^Not enough arguments following: (.+)/.exec(message) ?? [];
  if (flag !== undefined) return `${dashed(flag)} needs a value`;
  const [, one, other] = /^Arguments (\S+) and (\S+) are mutually exclusive/.exec(message) ?? [];
  if (one !== undefined && other !== undefined) return `${dashed(one)} does not go with ${dashed(other)}`;
  return message.replace(/\s*\n\s*/g, ' ');
}

function unknownCommand(word: string, commands: readonly Command[]): string {
  if (word.startsWith('-')) return `${word} without a command: wirelab --help shows the commands`;
  const names = commands.map(nameOf);
  const meant = nearest(word, names);
  return `no command ${word}; ${meant === undefined ? '' : `did you mean ${meant}? `}known: ${names.join(', ')}`;
}

function unknownFlag(flag: string, command: Command): string {
  const flags = flagNames(command);
  const meant = nearest(flag, flags);
  return `no flag ${dashed(flag)}; ${meant === undefined ? '' : `did you mean --${meant}? `}known: ${flags.map(dashed).join(', ')}`;
}

function tooMany(word: string, command: Command): string {
  return `${nameOf(command)} takes no further word ${JSON.stringify(word)}: wirelab ${command.command}`;
}

function nameOf({ command }: Command): string {
  return command.split(' ')[0] ?? '';
}

function flagOf(word: string): string | undefined {
  return /^--?([^=]+)/.exec(word)?.[1];
}

function dashed(flag: string): string {
  return flag.length === 1 ? `-${flag}` : `--${flag}`;
}
