import type { Handler } from '../core/handler.js';
import type { PluginReference } from './find-plugin.js';
import { thrownIn } from '../errors/thrown-in.js';
import { UsageError } from '../errors/usage-error.js';

/** Says what is wrong with a handler before it serves anybody. Throws a UsageError. */
export function requireHandler(plugin: PluginReference, handler: Handler<unknown>): void {
  requireMembers(plugin, handler, {
    name: 'string',
    summary: 'string',
    codec: 'object',
    examples: 'object',
    connect: 'function',
  });
  requireParameterKnown(plugin, handler);
}

/** Runs what makes a plugin. The RangeError of a bad parameter is the user's, and so is whatever a file of the user's own throws. */
export function made<T>(plugin: PluginReference, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof RangeError) throw new UsageError(`${plugin.text}: ${error.message}`, { cause: error });
    if (plugin.name === undefined)
      throw new UsageError(`${plugin.text}: ${thrownIn(plugin.path, error)}`, { cause: error });
    throw error;
  }
}

/** Says which member of a plugin is missing or of another kind. Throws a UsageError. */
export function requireMembers(plugin: PluginReference, made: object, members: Readonly<Record<string, string>>): void {
  for (const [member, type] of Object.entries(members)) {
    const actual = typeof (made as Readonly<Record<string, unknown>>)[member];
    if (actual !== type) throw new UsageError(`${plugin.path}: ${member} has to be a ${type}, is ${actual}`);
  }
  const { name } = made as { readonly name: string };
  if (plugin.name !== undefined && name.split(':')[0] !== plugin.name) {
    throw new UsageError(`${plugin.path}: calls itself ${name}, its file ${plugin.name}`);
  }
}

/** Says that a plugin takes no parameter, where it was given one. Throws a UsageError. */
export function requireParameterKnown(plugin: PluginReference, made: { readonly parameter?: string }): void {
  if (plugin.parameter !== undefined && made.parameter === undefined) {
    throw new UsageError(`${plugin.text}: ${plugin.name ?? plugin.path} takes nothing behind a colon`);
  }
}
