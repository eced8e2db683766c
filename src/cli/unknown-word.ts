import { nearest } from '../core/nearest.js';
import { commands } from './commands.js';

/** Says of what the parser did not understand what it may have been meant to be. */
export function unknownWord(message: string, words: readonly string[]): string {
  const unknown = /^Unknown (?:arguments?|commands?): (.+)$/.exec(message)?.[1]?.split(', ')[0];
  if (unknown === undefined) return message.replace(/^./, (letter) => letter.toLowerCase()).replace(/\s*\n\s*/g, ' ');
  const names = commands.map(({ command }) => command.split(' ')[0] as string);
  const command = commands[names.indexOf(words.find((word) => names.includes(word)) ?? '')];
  if (command === undefined) {
    const meant = nearest(unknown, names);
    return `no command ${unknown}; ${meant === undefined ? '' : `did you mean ${meant}? `}known: ${names.join(', ')}`;
  }
  const flags = Object.entries(command.builder).filter(([, { hidden }]) => hidden !== true).map(([flag]) => flag);
  const isFlag = words.some((word) => word.startsWith(`--${unknown}`) || word.startsWith(`--no-${unknown}`) || word === `-${unknown}`);
  if (!isFlag) return `${command.command.split(' ')[0] ?? ''} takes no further word ${JSON.stringify(unknown)}: wirelab ${command.command}`;
  const meant = nearest(unknown, flags);
  return `no flag --${unknown}; ${meant === undefined ? '' : `did you mean --${meant}? `}known: ${flags.map((flag) => `--${flag}`).join(', ')}`;
}
