import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { home } from '../compose/home.js';
import type { Command } from './command.js';

const FOLDER = join(home, 'src/cli/commands');
const ENDING = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** The names of all commands: a folder of this name holds all of one, in `NAME-command.ts` its words and flags. */
export function commandNames(): readonly string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** One command, without the code that it runs. */
export async function loadCommand(name: string): Promise<Command> {
  const { default: command } = (await import(pathToFileURL(join(FOLDER, name, `${name}-command.${ENDING}`)).href)) as {
    default: Command;
  };
  return command;
}

/** Every command, in the order of the help. */
export async function loadCommands(): Promise<readonly Command[]> {
  const commands = await Promise.all(commandNames().map(loadCommand));
  return commands.sort((a, b) => a.place - b.place);
}
