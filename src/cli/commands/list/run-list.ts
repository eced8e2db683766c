import { basename, isAbsolute } from 'node:path';
import { allLabs } from '../../../compose/labs.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';
import { columnsOf, fitted } from '../../../text/columns.js';
import { table } from '../../../text/table.js';

/** `wirelab list`. */
export async function runList({
  json,
  handlers,
  framings,
}: {
  json: boolean | undefined;
  handlers: boolean | undefined;
  framings: boolean | undefined;
}): Promise<ExitCode> {
  if (handlers === true || framings === true) {
    const { listPlugins } = await import('./list-plugins.js');
    return listPlugins(handlers === true ? 'handlers' : 'framings', json === true);
  }
  const labs = await allLabs();
  if (json === true) terminal.json(labs.map(labJson));
  else terminal.out(labTable(labs, terminal.limit));
  return ExitCode.ok;
}

/** Without what is served where the terminal is too narrow, and cut: lines that wrap cannot be read. */
function labTable(labs: readonly NumberedLab[], columns: number): string[] {
  const lines = table(labs.map(labRow), ['right']);
  if (lines.every((line) => columnsOf(line) <= columns)) return lines;
  const short = table(
    labs.map(({ number, slug, summary }) => [String(number), slug, summary]),
    ['right'],
  );
  return short.map((line) => fitted(line, columns, '…'));
}

function labRow({ number, slug, summary, server }: NumberedLab): string[] {
  const mode = server.mode === 'iterative' ? ', one at a time' : '';
  const [framing, handler] = [server.framing, server.handler].map((plugin) =>
    isAbsolute(plugin) ? basename(plugin) : plugin,
  );
  return [String(number), slug, `${server.transport} ${server.port}, ${framing}, ${handler}${mode}`, summary];
}

function labJson({ number, slug, title, summary, server }: NumberedLab): object {
  return { number, slug, title, summary, server: { mode: 'concurrent', ...server } };
}
