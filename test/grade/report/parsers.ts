import { parse } from 'yaml';

/** A test point of TAP, with what stands below it. */
export interface TapPoint {
  readonly isOk: boolean;
  readonly description: string;
  readonly directive: string | undefined;
  readonly diagnostics: Readonly<Record<string, unknown>>;
}

/** The test points of a TAP 14 document. Throws an Error where it is none. */
export function parseTap(text: string): {
  readonly points: readonly TapPoint[];
  readonly bailedOut: string | undefined;
} {
  const lines = text.split('\n');
  if (lines.shift() !== 'TAP version 14' || lines.pop() !== '') throw new Error('no TAP 14');
  const points: TapPoint[] = [];
  let plan: number | undefined;
  let bailedOut: string | undefined;
  while (lines.length > 0) {
    const line = lines.shift() as string;
    const point = /^(not )?ok (\d+) - ((?:[^#\\]|\\[#\\])*?)(?: # (SKIP.*))?$/.exec(line);
    if (point !== null) {
      if (Number(point[2]) !== points.length + 1) throw new Error(`out of order: ${line}`);
      const block = lines[0] === '  ---' ? lines.splice(0, lines.indexOf('  ...') + 1).slice(1, -1) : [];
      const description = (point[3] ?? '').replace(/\\([#\\])/g, '$1');
      points.push({
        isOk: point[1] === undefined,
        description,
        directive: point[4],
        diagnostics: (parse(block.join('\n')) ?? {}) as TapPoint['diagnostics'],
      });
    } else if (/^1\.\.\d+$/.test(line)) {
      if (plan !== undefined) throw new Error(`a second plan: ${line}`);
      plan = Number(line.slice(3));
    } else if (line.startsWith('Bail out! ')) {
      bailedOut = line.slice('Bail out! '.length);
    } else if (!line.startsWith('# ')) {
      throw new Error(`not TAP: ${line}`);
    }
  }
  if (bailedOut === undefined && plan !== points.length)
    throw new Error(`a plan of ${String(plan)}, and ${points.length} points`);
  return { points, bailedOut };
}

/** The commands that GitHub's runner obeys in a log, and the lines that are not commands. */
export function parseLog(text: string): { readonly commands: readonly string[]; readonly relayed: readonly string[] } {
  const commands: string[] = [];
  const relayed: string[] = [];
  let stopped: string | undefined;
  for (const line of text.split('\n')) {
    const name = /^\s*::([\w-]+)(?: [^:]*)?::/.exec(line)?.[1];
    if (stopped !== undefined) {
      if (line.trimStart().startsWith(`::${stopped}::`)) stopped = undefined;
      else relayed.push(line);
    } else if (name !== undefined) {
      commands.push(name);
      if (name === 'stop-commands') stopped = line.slice('::stop-commands::'.length);
    } else if (line.includes('##[') || line !== '') {
      throw new Error(`printed where commands are obeyed: ${line}`);
    }
  }
  if (stopped !== undefined) throw new Error('commands stay stopped');
  return { commands, relayed };
}

/** A Markdown document without its fenced blocks. Throws an Error where a fence is not closed. */
export function proseOf(markdown: string): string {
  let fence: string | undefined;
  const prose = markdown.split('\n').filter((line) => {
    if (fence !== undefined) {
      const closing = /^ {0,3}(`{3,})\s*$/.exec(line)?.[1];
      if (closing !== undefined && closing.length >= fence.length) fence = undefined;
      return false;
    }
    fence = /^ {0,3}(`{3,})/.exec(line)?.[1];
    return fence === undefined;
  });
  if (fence !== undefined) throw new Error('a fence is not closed');
  return prose.join('\n');
}
