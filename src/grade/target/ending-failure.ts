import type { Failure } from '../../client/failure.js';
import { duration } from '../../client/step-failure.js';
import { quoteBytes } from '../../core/show-bytes.js';
import type { ProgramAction } from '../../lab/program-action.js';
import { endedFailure, howItEnded, lastWords, type Output } from '../diagnosis/how-it-ended.js';
import type { Look } from '../diagnosis/look.js';
import { afterPrompt, waitsForInput } from '../diagnosis/does-instead.js';
import type { Exit } from '../sandbox/program.js';

/** How a program has to end. */
export type MeantEnding = Extract<ProgramAction, { act: 'ends' }>;

/** How a program has ended. */
export interface ProgramEnding {
  readonly exit: Exit;
  readonly livedMs: number;
  readonly output: Output;
}

/** What is wrong with how a program has ended. Throws a MachineFailure where this machine has ended it. */
export function endingFailure({ exit, livedMs, output }: ProgramEnding, meant: MeantEnding): Failure | undefined {
  const { code, says, notBeforeMs = 0 } = meant;
  if (exit.reason !== 'exited') return endedFailure(exit, output);
  if (livedMs < notBeforeMs)
    return {
      kind: 'exited',
      message: `the program had to go on for ${duration(notBeforeMs)}; it ended after ${duration(livedMs)}`,
    };
  if (code === undefined || isMeant(exit, code)) return notWritten(says, output);
  return {
    kind: 'wrong-exit-code',
    message: `the program had to end with ${inWords(code)}; it ended with ${howItEnded(exit)}${lastWords(exit, output)}`,
  };
}

/** For the end of a sentence: what it does in place of going on. */
export function instead(look: Look, printed: string): string {
  if (look.isBusy) return '; it computes all the time: is there a loop that does not end?';
  if (waitsForInput(look))
    return `; it waits for somebody to type${afterPrompt(printed)}: is what it has printed still in a buffer? Flush it`;
  if (look.waits.some(({ does, socket }) => does === 'read' && socket !== undefined))
    return '; it waits in recv for more to come';
  return '';
}

/** For the end of a sentence: how it has ended instead. */
export function endedMeanwhile(exit: Exit, output: Output): string {
  const words = lastWords(exit, output);
  return `, and ended with ${howItEnded(exit)}${words.includes('its last words') ? '' : words}`;
}

/** For the end of a sentence: how it ended, where that was no success. */
export function ifItFailed(exit: Exit, output: Output): string {
  if (exit.code === 0 && exit.signal === null) return '';
  return `; the program ended with ${howItEnded(exit)}${lastWords(exit, output)}`;
}

type ExitCode = NonNullable<MeantEnding['code']>;

function isMeant({ code, signal }: Exit, meant: ExitCode): boolean {
  if (typeof meant === 'number') return code === meant && signal === null;
  return (code === 0 && signal === null) === (meant === 'zero');
}

function inWords(code: ExitCode): string {
  if (typeof code === 'number') return `exit code ${code}`;
  return code === 'zero' ? 'success, exit code 0' : 'failure, an exit code that is not 0';
}

function notWritten(text: string | undefined, { stderr }: Output): Failure | undefined {
  if (text === undefined || stderr.text.includes(text)) return undefined;
  const came =
    stderr.length === 0 ? 'it wrote nothing there' : `it wrote ${quoteBytes(stderr.bytes.subarray(-200), 100)}`;
  return {
    kind: 'not-printed',
    message: `the program did not write ${JSON.stringify(text)} to its standard error; ${came}`,
  };
}
