import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { home } from '../compose/home.js';
import type { Command } from './command.js';

const FOLDER = join(home, 'src/cli/commands');
const ENDING = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** The names of all commands: a folder of this name holds all of one, in `NAME-command.ts` its words and flags. */
export function commandNames(folder = FOLDER): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(fileOf(entry.name, folder)))
    .map(({ name }) => name);
}

/** One command, without the code that it runs. */
export async function loadCommand(name: string, folder = FOLDER): Promise<Command> {
  const { default: command } = (await import(pathToFileURL(fileOf(name, folder)).href)) as { default: Command };
  return command;
}

/** Every command, in the order of the help. */
export async function loadCommands(folder = FOLDER): Promise<readonly Command[]> {
  const commands = await Promise.all(commandNames(folder).map((name) => loadCommand(name, folder)));
  return commands.sort((a, b) => a.place - b.place);
}

function fileOf(name: string, folder: string): string {
  return join(folder, name, `${name}-command.${ENDING}`);
}
