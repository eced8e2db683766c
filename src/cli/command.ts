import type { ArgumentsCamelCase, CommandModule, InferredOptionTypes, Options } from 'yargs';
import type { ExitCode } from './exit-code.js';

type Flags = Readonly<Record<string, Options>>;

/** What a command is called with: the words behind its name, and its flags. */
export type Given<F extends Flags> = ArgumentsCamelCase<InferredOptionTypes<F>>;

/** A command as the parser takes it. */
export interface Command extends CommandModule {
  readonly command: string;
  readonly describe: string;
  readonly builder: Flags;
  /** Where it stands in the help: the lower, the higher up. */
  readonly place: number;
}

/**
 * A command. Its words and flags are known at once, so that help needs no more; what it does is loaded when it is called,
 * and returns what to exit with.
 */
export function command<F extends Flags>(
  place: number,
  words: string,
  describe: string,
  flags: F,
  load: () => Promise<(given: Given<F>) => ExitCode | Promise<ExitCode>>,
): Command {
  return {
    place,
    command: words,
    describe,
    builder: flags,
    handler: async (given) => {
      const run = await load();
      // Not process.exit: what was written to a pipe has to get out.
      process.exitCode = await run(given as Given<F>);
    },
  };
}

/** The flags of a command that people are shown, by all of their names. */
export function flagNames({ builder }: Command): readonly string[] {
  return Object.entries(builder)
    .filter(([, { hidden }]) => hidden !== true)
    .flatMap(([name, { alias = [] }]) => [name, ...[alias].flat()]);
}
