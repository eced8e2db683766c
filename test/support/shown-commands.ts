/** A command that a page shows at a prompt, with what it shows of the output. */
export interface ShownCommand {
  readonly command: string;
  /** Empty where the page shows nothing of it. */
  readonly output: string;
}

/** A session of Python that a page shows, prompts included. */
export interface ShownSession {
  readonly session: string;
}

const BLOCK = /^( *)```(\w*)\n([^]*?)^\1```$/gm;

/** What the blocks of a page show, in order: commands of those marked `console`, and sessions of Python in any block. */
export function shownOn(page: string): (ShownCommand | ShownSession)[] {
  return Array.from(page.matchAll(BLOCK)).flatMap(
    ([, indent = '', language, indented = '']): (ShownCommand | ShownSession)[] => {
      const text = indented.replace(new RegExp(`^${indent}`, 'gm'), '');
      if (text.startsWith('>>> ')) return [{ session: text }];
      return language === 'console' ? commandsIn(text) : [];
    },
  );
}

/** Only the commands of a page. */
export function commandsOn(page: string): ShownCommand[] {
  return shownOn(page).filter((shown) => 'command' in shown);
}

function commandsIn(text: string): (ShownCommand | ShownSession)[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part): ShownCommand | ShownSession => {
      const [, first = '', output = ''] = /^((?:.*\\\n)*.*)\n?([^]*)$/.exec(part) ?? [];
      const command = first.replace(/\\\n(?:> )?\s*/g, '');
      return /^python3?$/.test(command) && /^>>> /m.test(output)
        ? { session: output.replace(/^(?!>>> )[^]*?(?=^>>> )/m, '') }
        : { command, output };
    });
}

const NUMBER = '\\d+(?:\\.\\d+)?';

/**
 * The output as a pattern: ports, times and seeds differ from run to run, `…` on a line of its own stands for any lines, and
 * within a line for the rest of it.
 */
export function outputPattern(output: string, { whole = true } = {}): RegExp {
  const lines = output
    .replace(/\n*$/, '\n')
    .split('\n')
    .map((line) => (line === '…' ? '[^]*?' : linePattern(line)));
  // What a program prints last need not be a whole line.
  return new RegExp(`^${lines.join('\n').replaceAll('[^]*?\n', '[^]*?').replace(/\n$/, '\n?')}${whole ? '$' : ''}`);
}

function linePattern(line: string): string {
  return line
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/ *\d+(?:\\\.\d+)? (ms|s|kB\/s|MB\/s)(?!\w)/g, ` *${NUMBER} $1`)
    .replace(/:\d{4,5}\b/g, ':\\d+')
    .replace(/\b(seed) \d+/g, '$1 \\d+')
    .replaceAll('…', '.*');
}
