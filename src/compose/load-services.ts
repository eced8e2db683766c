import { existsSync } from 'node:fs';
import type { ContainerModule } from 'inversify';
import { UsageError } from '../errors/usage-error.js';
import { loadModule } from './load-module.js';
import { userModules } from './user-services.js';

/** The modules that a file exports by default. Throws a UsageError. */
export async function loadServices(path: string): Promise<readonly ContainerModule[]> {
  if (!existsSync(path)) throw new UsageError(`there is no file ${path} to take services from`);
  return userModules(await loadModule(path, 'file'), `the default export of ${path}`, path);
}
