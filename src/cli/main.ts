#!/usr/bin/env node
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { UsageError } from '../compose/usage-error.js';
import { commands } from './commands.js';
import { reportError } from './report-error.js';
import { unknownWord } from './unknown-word.js';
import { version } from './version.js';

const words = hideBin(process.argv);

// `wirelab list | head -1` is no error: nobody reads the rest. A server whose log is not read any more goes on serving.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.stderr.on('error', () => undefined);

try {
  const parser = yargs(words)
    .scriptName('wirelab')
    .usage('$0 <command>\n\nLabs of network programming: run them, serve them, talk to them.')
    .command(commands)
    .demandCommand(1, 'say what to do: wirelab --help shows the commands')
    .strict()
    .version(version())
    .help()
    .alias('help', 'h')
    .completion('completion', 'print a script that completes wirelab\'s commands in your shell')
    .epilogue('Begin with: wirelab list, wirelab show 1, wirelab run 1')
    .wrap(Math.min(100, process.stdout.columns || 100))
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      throw error ?? new UsageError(unknownWord(message, words));
    });
  await parser.parseAsync();
} catch (error) {
  process.exitCode = reportError(error);
}
