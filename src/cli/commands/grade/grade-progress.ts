import type { Reporter } from '../../../grade/reporter.js';
import type { Terminal } from '../../terminal.js';

/** A line on standard error for each check as it ends, where somebody watches. */
export function gradeProgress(terminal: Terminal): Reporter {
  const waiting = (line: string): void => {
    terminal.say(`wirelab: ${line}`);
  };
  if (!terminal.isWatched) return { waiting };
  return {
    waiting,
    checkEnded: ({ id, status }) => {
      terminal.say(`${status.padEnd(5)} ${id}`);
    },
  };
}
