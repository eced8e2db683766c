import type { Framing, FramingFactory } from '../core/framing.js';
import { UsageError } from '../errors/usage-error.js';
import type { ServiceContainer } from './container.js';
import { findPlugin, type PluginReference } from './find-plugin.js';
import { FramingRegistry, HandlerRegistry, type HandlerType } from './plugin-registries.js';
import { made, requireMembers, requireParameterKnown } from './require-plugin.js';
import { requireRoundTrip } from './round-trip.js';

/** A handler's class, with what the container has to give it. */
export interface HandlerPlugin {
  readonly type: HandlerType;
  readonly reference: PluginReference;
}

/** The framing for `line`, `fixed:1024` or `./mine.ts`. Throws a UsageError. */
export async function loadFraming(reference: string, container: ServiceContainer): Promise<Framing> {
  const { reference: plugin, load } = findPlugin('framing', reference, container.get(FramingRegistry));
  const factory = await load();
  if (typeof factory !== 'function' || isClass(factory))
    throw new UsageError(`the default export of ${plugin.path} is no function that makes a framing`);
  return made(plugin, () => {
    const framing = (factory as FramingFactory)(plugin.parameter);
    requireMembers(plugin, framing, { name: 'string', summary: 'string', decoder: 'function', encode: 'function' });
    requireParameterKnown(plugin, framing);
    if (plugin.isOurs !== true) requireRoundTrip(plugin.path, framing);
    return framing;
  });
}

/** The class of the handler for `echo`, `crc:CRC-32/ISO-HDLC` or `./mine.ts`; the container makes the handler. Throws a UsageError. */
export async function loadHandler(reference: string, container: ServiceContainer): Promise<HandlerPlugin> {
  const { reference: plugin, load } = findPlugin('handler', reference, container.get(HandlerRegistry));
  const type = await load();
  if (typeof type !== 'function' || typeof type.prototype !== 'object') {
    throw new UsageError(`the default export of ${plugin.path} is no class of a handler`);
  }
  return { type: type as HandlerType, reference: plugin };
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}
