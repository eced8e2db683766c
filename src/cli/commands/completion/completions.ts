import { allLabs } from '../../../compose/labs.js';
import { pluginFiles } from '../../../compose/plugin-files.js';
import type { Command } from '../../command.js';
import { commandNames, loadCommand, loadCommands } from '../../command-folder.js';
import { terminal } from '../../terminal.js';

/** A word that may be typed, and what it is. */
export type Completion = readonly [word: string, description: string];

/** Prints what may stand for the last of the words: a line for each, as the shell's script takes it. */
export async function printCompletions([shell, ...words]: readonly string[]): Promise<void> {
  for (const [word, description] of await completions(words)) {
    terminal.write(shell === 'zsh' ? `${word.replaceAll(':', '\\:')}:${description}\n` : `${word}\n`);
  }
}

/** What may stand for the last of the words, whatever it begins with. Nothing where it is a file, or anything at all. */
export async function completions(words: readonly string[]): Promise<readonly Completion[]> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1).filter((word) => word !== '='); // bash takes --flag=value apart
  const [name] = before;
  if (name === undefined)
    return typed.startsWith('-') ? ALWAYS : (await loadCommands()).map((other) => [nameOf(other), other.describe]);
  if (!commandNames().includes(name)) return [];
  const command = await loadCommand(name);
  const last = before.at(-1) ?? '';
  if (takesValue(command, last)) return valuesOf(command, last.slice(2));
  if (typed.startsWith('-')) return [...flagsOf(command, before), ...ALWAYS];
  const given = before.filter(
    (word, i) => i > 0 && !word.startsWith('-') && !takesValue(command, before[i - 1] ?? ''),
  ).length;
  const what = command.command.split(' ')[given + 1]?.replace(/[<>[\]]/g, '');
  return what === undefined ? flagsOf(command, before) : named(what);
}

const ALWAYS: readonly Completion[] = [
  ['--help', 'what the command does, and its flags'],
  ['--version', 'the version of wirelab'],
];

function nameOf({ command }: Command): string {
  return command.split(' ')[0] ?? '';
}

function takesValue({ builder }: Command, word: string): boolean {
  if (!word.startsWith('--')) return false;
  const flag = word.slice(2);
  return (builder[flag] ?? Object.values(builder).find(({ alias }) => alias === flag))?.requiresArg === true;
}

function flagsOf({ builder }: Command, before: readonly string[]): Completion[] {
  return Object.entries(builder)
    .filter(([flag, { hidden }]) => hidden !== true && !before.includes(`--${flag}`))
    .map(([flag, { describe = '' }]) => [`--${flag}`, describe]);
}

function valuesOf({ builder }: Command, flag: string): readonly Completion[] {
  if (flag === 'handler') return [...pluginFiles('handlers').keys()].map((name) => [name, 'handler']);
  if (flag === 'framing') return [...pluginFiles('src/framings').keys()].map((name) => [name, 'framing']);
  return (builder[flag]?.choices ?? []).map((choice) => [String(choice), flag]);
}

async function named(what: string): Promise<readonly Completion[]> {
  switch (what) {
    case 'lab':
      return (await allLabs()).map(({ number, slug, title }) => [slug, `lab ${number}: ${title}`]);
    case 'what':
      return ['handler', 'framing', 'lab'].map((kind) => [kind, `a new ${kind}`]);
    case 'shell':
      return ['bash', 'zsh'].map((shell) => [shell, 'shell']);
    default:
      return [];
  }
}
