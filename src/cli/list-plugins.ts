import { loadEveryFraming, loadEveryHandler } from '../compose/every-plugin.js';
import type { Exchange } from '../core/exchange.js';
import { ExitCode } from './exit-code.js';
import { printJson, printLines } from './print.js';
import { table } from './table.js';

/** `wirelab list --handlers` and `--framings`. */
export async function listPlugins(what: 'handlers' | 'framings', json: boolean): Promise<ExitCode> {
  const plugins = what === 'handlers' ? await loadEveryHandler() : await loadEveryFraming();
  if (json) printJson(plugins);
  else printLines(table(plugins.map(({ name, parameter, summary }) => [parameter === undefined ? name : `${name}:…`, parameter === undefined ? summary : `${summary}; ${parameter}`])));
  return ExitCode.ok;
}
