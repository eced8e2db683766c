import type { ContainerModule } from 'inversify';
import type { Handler } from '../core/handler.js';
import { isParameterError } from '../core/parameter-error.js';
import { firstIn, thrownIn } from '../errors/thrown-in.js';
import { explainContainerError } from './container-error.js';
import type { PluginReference } from './find-plugin.js';
import { originOf } from './user-services.js';
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

/**
 * Runs what makes a plugin. A ParameterError is the user's; what a file of the user's own throws otherwise is a bug of that file: of the
 * plugin, or of a module with services. Throws a UsageError for these.
 */
export function made<T>(plugin: PluginReference, make: () => T, services: readonly ContainerModule[] = []): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const said = (message: string): UsageError => new UsageError(`${plugin.text}: ${message}`, { cause: error });
    if (isParameterError(error)) throw said(error.message);
    const files = services.flatMap((module) => originOf(module) ?? []);
    const unbound = explainContainerError(error, [plugin.path, ...files]);
    if (unbound !== undefined && (plugin.isOurs !== true || services.length > 0)) throw said(unbound);
    const file = firstIn(error, [plugin.path, ...files]);
    if (file !== undefined && file !== plugin.path)
      throw new UsageError(`services of ${file}: ${thrownIn(file, error)}: this is a bug of that file`, {
        cause: error,
      });
    if (plugin.isOurs === true) throw error;
    throw said(`${thrownIn(plugin.path, error)}: this is a bug of the ${plugin.what}`);
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
    throw new UsageError(
      `${plugin.path}: calls itself ${name}, ${plugin.isOurs === true ? 'its file' : 'and was bound as'} ${plugin.name}`,
    );
  }
}

/** Says that a plugin takes no parameter, where it was given one. Throws a UsageError. */
export function requireParameterKnown(plugin: PluginReference, made: { readonly parameter?: string }): void {
  if (plugin.parameter !== undefined && made.parameter === undefined) {
    throw new UsageError(`${plugin.text}: ${plugin.name ?? plugin.path} takes nothing behind a colon`);
  }
}
