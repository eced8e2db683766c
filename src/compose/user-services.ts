import type { ContainerModule } from 'inversify';
import { UsageError } from '../errors/usage-error.js';

/** Modules of a lab, of a user or of an embedder: what a later one binds holds, in place of what an earlier one or Wirelab itself has bound. */
export type UserServices = ContainerModule | readonly ContainerModule[];

// The files that modules are from, for what is said of them; those of an embedder have none.
const origins = new WeakMap<ContainerModule, string>();

/** The modules in order. `path`: the file that they are from. Throws a UsageError for what is no module; `what` is what that was. */
export function userModules(services: unknown, what: string, path?: string): readonly ContainerModule[] {
  if (services === undefined) return [];
  const modules: readonly unknown[] = Array.isArray(services) ? services : [services];
  return modules.map((module) => {
    if (!isModule(module)) throw new UsageError(`${what} is no ContainerModule, and no array of them`);
    if (path !== undefined) origins.set(module, path);
    return module;
  });
}

/** The file that a module is from, where it was loaded from one. */
export function originOf(module: ContainerModule): string | undefined {
  return origins.get(module);
}

// By its shape: the file may have a copy of inversify of its own.
function isModule(value: unknown): value is ContainerModule {
  return (
    typeof value === 'object' && value !== null && 'load' in value && typeof value.load === 'function' && 'id' in value
  );
}
