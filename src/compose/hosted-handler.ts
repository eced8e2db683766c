// The program that serves a student's handler while it is graded. It runs in the student's box, with the student's rights, and is a
// bundle of its own there: nothing of the labs is within reach.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newContainer } from './container.js';
import { assembleServer } from './assemble-server.js';
import type { HandlerType } from './plugin-registries.js';
import { defined } from '../core/defined.js';
import { UsageError } from '../errors/usage-error.js';
import type { Framing, FramingFactory } from '../core/framing.js';
import type { HostSettings } from '../grade/submission/handler-host.js';
import type { LabServer } from '../server/lab-server.js';
import { serverModule } from '../server/server.module.js';
import { defaultSettings } from '../server/server-settings.js';
import { endpointText } from '../transport/link-error.js';

const MOST_TOLD = 20; // different mistakes: a handler that fails with every message must not drown its own output
const NEVER_LOADED = 13; // as Node has it
const SHAPE =
  'a handler is "export default class …" with name, summary, codec, examples and connect(peer), which returns an object with receive(message)';

const [, , given = '{}', port = '0'] = process.argv;
const { file, script, framing, parameter, ...serving } = JSON.parse(given) as HostSettings;
// As one of ours: what it throws is told with its whole stack.
const reference = {
  what: 'handler',
  text: `the handler ${file}`,
  path: file,
  isOurs: true,
  ...defined({ parameter }),
} as const;
let isUp = false;

process.on('exit', (code) => {
  if (!isUp && (code === 0 || code === NEVER_LOADED))
    process.stderr.write(
      `${file} is never done with loading: it waits at its top for something that does not come, or calls process.exit\n`,
    );
  if (!isUp && code === 0) process.exitCode = 1;
});
process.on('uncaughtException', (error: unknown) => {
  if (isUp)
    process.stderr.write(
      `${stackOf(error)}\n(nobody has caught it: it was thrown in a timer, or in a promise without catch)\n`,
    );
  else process.stderr.write(explained(error));
  process.exit(1);
});

try {
  const server = await serverOf();
  if (port !== 'check') process.stdout.write(`listening on ${endpointText(await server.start())}\n`); // labs ask servers for this line
  isUp = true;
  if (port === 'check') process.exit(0);
} catch (error) {
  process.stderr.write(explained(error));
  process.exit(1);
}

async function serverOf(): Promise<LabServer> {
  const settings = { ...defaultSettings, ...serving, port: Number(port) || 0 };
  const { default: type } = (await import(pathToFileURL(resolve(script)).href)) as { default?: unknown };
  if (type === undefined) throw new UsageError(`${file} has no default export`);
  if (typeof type !== 'function' || typeof type.prototype !== 'object') {
    throw new UsageError(
      `${file} exports by default ${type === null ? 'null' : `${typeof type === 'object' ? 'an' : 'a'} ${typeof type}`}, not a class`,
    );
  }
  const server = await assembleServer(newContainer([serverModule]), {
    settings,
    framing: await framingOf(framing),
    handler: { type: type as HandlerType, reference },
  });
  const told = new Set<string>();
  server.events.subscribe((event) => {
    if (event.type === 'logged') process.stderr.write(`${event.line}\n`);
    if (event.type !== 'failed' || event.reason !== 'handler-error') return;
    const message = stackOf(event.error);
    if (told.size >= MOST_TOLD || told.has(message)) return;
    told.add(message);
    process.stderr.write(`${message}\n`);
  });
  return server;
}

async function framingOf(name: string): Promise<Framing> {
  const [plugin = '', ...rest] = name.split(':');
  const { default: make } = (await import(new URL(`./framings/${plugin}.js`, import.meta.url).href)) as {
    default: FramingFactory;
  };
  return make(rest.length === 0 ? undefined : rest.join(':'));
}

/** Why it cannot be loaded: a sentence, and where there is one its stack. */
function explained(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}; ${SHAPE}\n`;
  if (!(error instanceof Error)) return `${file} throws ${String(error)}, which is no Error, when it is loaded\n`;
  const stack = stackOf(error);
  const place = stack
    .split(`${resolve('.')}/`)
    .slice(1)
    .map((frame) => /^([^\n:)]+:\d+)/.exec(frame)?.[1])
    .find((own) => own !== undefined && !own.startsWith('node_modules/'));
  const sentence = `${place ?? file} throws ${error.name}: ${error.message}`.replace(/\s*\n\s*/g, ' ').trim();
  return `${sentence}, when it is loaded\n${stack}\n`;
}

/** As Node prints it, with the author's own files where the author has them; the frames below those are ours. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const folder = script.slice(0, -file.replace(/\.[cm]?ts$/, '.js').length);
  const lines = (error.stack ?? String(error))
    .replaceAll('file://', '')
    .replaceAll(`${resolve(folder)}/`, `${resolve('.')}/`)
    .split('\n');
  const ours = lines.findIndex((line) => /^ {4}at .*(?:node_modules\/wirelab\/|node:)/.test(line));
  return lines.slice(0, ours < 0 ? lines.length : Math.max(ours, 1)).join('\n');
}
