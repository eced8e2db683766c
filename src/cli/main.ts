#!/usr/bin/env node
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { UsageError } from '../errors/usage-error.js';
import { commandNames, loadCommand, loadCommands } from './command-folder.js';
import { ExitCode } from './exit-code.js';
import { reportError } from './report-error.js';
import { watchStandardStreams } from './standard-streams.js';
import { terminal } from './terminal.js';
import { usageMessage } from './usage-message.js';
import { version } from '../compose/version.js';

watchStandardStreams();
const [first, ...rest] = hideBin(process.argv);
try {
  if (first === '--complete') {
    const { printCompletions: printCandidates } = await import('./commands/completion/completions.js');
    await printCandidates(rest);
  } else {
    await parse(
      first === undefined ? ['--help'] : [first, ...rest],
      first === undefined ? process.stderr : process.stdout,
    );
    if (first === undefined) process.exitCode = ExitCode.usage;
  }
} catch (error) {
  process.exitCode = reportError(error);
}

/** `help`: where help that is asked for goes. */
async function parse(words: readonly string[], help: NodeJS.WritableStream): Promise<void> {
  const names = commandNames();
  const name = words.find((word) => names.includes(word));
  const commands = name === undefined ? await loadCommands() : [await loadCommand(name)];
  const parser = yargs()
    .scriptName('wirelab')
    .usage('$0 <command>\n\nLabs of network programming: run them, serve them, talk to them.')
    .command([...commands])
    .demandCommand(1)
    .strict()
    .detectLocale(false)
    .parserConfiguration({
      'boolean-negation': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .version('version', 'the version of wirelab', version())
    .help('help', 'this text')
    .alias('help', 'h')
    .epilogue('Begin with: wirelab list, wirelab show 1, wirelab run 1')
    .wrap(Math.min(100, terminal.width))
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      // What the parser finds, also through the `coerce` of a flag, is wrong usage; anything else was thrown by a command.
      throw error === undefined || error.name === 'YError'
        ? new UsageError(usageMessage(message, words, commands))
        : error;
    });
  await parser.parseAsync([...words], (_error: unknown, _argv: unknown, output: string) => {
    // Of each flag its description says what it takes.
    if (output !== '') help.write(`${output.replace(/\s*\[(?:string|boolean|array|choices[^\]]*)\]/g, '')}\n`);
  });
}
