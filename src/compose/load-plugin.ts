import type { Newable } from 'inversify';
import type { Framing, FramingFactory } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import { findPlugin, type PluginReference } from './find-plugin.js';
import { loadModule, thrownIn } from './load-module.js';
import { requireRoundTrip } from './round-trip.js';
import { UsageError } from './usage-error.js';

/** A handler's class, with what the container has to give it. */
export interface HandlerPlugin {
  readonly type: Newable<Handler<unknown>>;
  readonly reference: PluginReference;
}

/** The framing for `line`, `fixed:1024` or `./mine.ts`. Throws a UsageError. */
export async function loadFraming(reference: string): Promise<Framing> {
  const plugin = findPlugin('framing', reference);
  const factory = await loadModule(plugin.path);
  if (typeof factory !== 'function' || isClass(factory)) throw new UsageError(`the default export of ${plugin.path} is no function that makes a framing`);
  return made(plugin, () => {
    const framing = (factory as FramingFactory)(plugin.parameter);
    requireMembers(plugin, framing, { name: 'string', summary: 'string', decoder: 'function', encode: 'function' });
    requireParameterKnown(plugin, framing);
    if (plugin.name === undefined) requireRoundTrip(plugin.path, framing);
    return framing;
  });
}

/** The class of the handler for `echo`, `crc:CRC-32/ISO-HDLC` or `./mine.ts`; the container makes the handler. Throws a UsageError. */
export async function loadHandler(reference: string): Promise<HandlerPlugin> {
  const plugin = findPlugin('handler', reference);
  const type = await loadModule(plugin.path);
  if (typeof type !== 'function' || typeof type.prototype !== 'object') {
    throw new UsageError(`the default export of ${plugin.path} is no class of a handler`);
  }
  return { type: type as HandlerPlugin['type'], reference: plugin };
}

/** Says what is wrong with a handler before it serves anybody. Throws a UsageError. */
export function requireHandler(plugin: PluginReference, handler: Handler<unknown>): void {
  requireMembers(plugin, handler, { name: 'string', summary: 'string', codec: 'object', examples: 'object', connect: 'function' });
  requireParameterKnown(plugin, handler);
}

/** Runs what makes a plugin. The RangeError of a bad parameter is the user's, and so is whatever a file of the user's own throws. */
export function made<T>(plugin: PluginReference, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof RangeError) throw new UsageError(`${plugin.text}: ${error.message}`, { cause: error });
    if (plugin.name === undefined) throw new UsageError(`${plugin.text}: ${thrownIn(plugin.path, error)}`, { cause: error });
    throw error;
  }
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

function requireMembers(plugin: PluginReference, made: object, members: Readonly<Record<string, string>>): void {
  for (const [member, type] of Object.entries(members)) {
    const actual = typeof (made as Readonly<Record<string, unknown>>)[member];
    if (actual !== type) throw new UsageError(`${plugin.path}: ${member} has to be a ${type}, is ${actual}`);
  }
  const { name } = made as { readonly name: string };
  if (plugin.name !== undefined && name.split(':')[0] !== plugin.name) {
    throw new UsageError(`${plugin.path}: calls itself ${name}, its file ${plugin.name}`);
  }
}

function requireParameterKnown(plugin: PluginReference, made: { readonly parameter?: string }): void {
  if (plugin.parameter !== undefined && made.parameter === undefined) {
    throw new UsageError(`${plugin.text}: ${plugin.name ?? plugin.path} takes nothing behind a colon`);
  }
}
