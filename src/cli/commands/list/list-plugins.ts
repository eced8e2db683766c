import { defined } from '../../../core/defined.js';
import { loadEveryFraming, loadEveryHandler } from '../../../compose/every-plugin.js';
import { payloadBytes, type Exchange, type Payload } from '../../../core/exchange.js';
import type { Framing } from '../../../core/framing.js';
import type { Handler } from '../../../core/handler.js';
import { showBytes } from '../../../core/show-bytes.js';
import { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';
import { table } from '../../../text/table.js';

/** `wirelab list --handlers` and `--framings`. */
export async function listPlugins(what: 'handlers' | 'framings', json: boolean): Promise<ExitCode> {
  const plugins: readonly (Handler<unknown> | Framing)[] =
    what === 'handlers' ? await loadEveryHandler() : await loadEveryFraming();
  if (json) terminal.json(plugins.map(pluginJson));
  else terminal.out(table(plugins.flatMap(pluginRows)));
  return ExitCode.ok;
}

function pluginRows({ name, parameter, summary }: Handler<unknown> | Framing): string[][] {
  const rows = [[name, summary]];
  return parameter === undefined ? rows : [...rows, ['', `${baseName(name)}:… ${parameter}`]];
}

function pluginJson(plugin: Handler<unknown> | Framing): object {
  const { name, parameter, summary } = plugin;
  const examples = 'examples' in plugin ? { examples: plugin.examples.map(exampleJson) } : {};
  return { name: baseName(name), summary, ...defined({ parameter }), ...examples };
}

function exampleJson({ client, send, replies, others, closes }: Exchange): object {
  return {
    client,
    send: send === undefined ? undefined : shown(send),
    replies: replies?.map(shown),
    others:
      others === undefined
        ? undefined
        : Object.fromEntries(Object.entries(others).map(([name, messages]) => [name, messages.map(shown)])),
    closes,
  };
}

function shown(payload: Payload): string {
  return showBytes(payloadBytes(payload));
}

function baseName(name: string): string {
  return name.split(':')[0] ?? name;
}
