import { ContainerModule } from 'inversify';
import type { FramingFactory } from '../core/framing.js';
import type { Contribution } from '../registry/contribution.js';
import * as tokens from '../tokens.js';
import { loadModule } from './load-module.js';
import { pluginFiles } from './plugin-files.js';
import { FramingRegistry, HandlerRegistry, type HandlerType } from './plugin-registries.js';

/** The plugins that lie in the folders of this installation. Of each only the name is read; its file when it is asked for. */
export function pluginsModule(): ContainerModule {
  return new ContainerModule(({ bind }) => {
    for (const plugin of inFolder<HandlerType>('handlers')) bind(tokens.HandlerContribution).toConstantValue(plugin);
    for (const plugin of inFolder<FramingFactory>('src/framings'))
      bind(tokens.FramingContribution).toConstantValue(plugin);
    bind(HandlerRegistry).toSelf();
    bind(FramingRegistry).toSelf();
  });
}

// What a file exports is looked at when it has been loaded.
function inFolder<T>(folder: 'handlers' | 'src/framings'): Contribution<T>[] {
  return Array.from(pluginFiles(folder), ([name, path]) => ({
    name,
    path,
    isOurs: true,
    load: () => loadModule(path) as Promise<T>,
  }));
}
