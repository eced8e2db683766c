import type { Newable } from 'inversify';
import type { Framing, FramingFactory } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import { findPlugin, type PluginReference } from './find-plugin.js';
import { loadModule } from './load-module.js';
import { made, requireMembers, requireParameterKnown } from './require-plugin.js';
import { requireRoundTrip } from './round-trip.js';
import { UsageError } from '../errors/usage-error.js';

/** A handler's class, with what the container has to give it. */
export interface HandlerPlugin {
  readonly type: Newable<Handler<unknown>>;
  readonly reference: PluginReference;
}

/** The framing for `line`, `fixed:1024` or `./mine.ts`. Throws a UsageError. */
export async function loadFraming(reference: string): Promise<Framing> {
  const plugin = findPlugin('framing', reference);
  const factory = await loadModule(plugin.path);
  if (typeof factory !== 'function' || isClass(factory))
    throw new UsageError(`the default export of ${plugin.path} is no function that makes a framing`);
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

function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}
