import type { Framing, FramingFactory } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import { composeHandler } from './compose-server.js';
import { loadModule } from './load-module.js';
import { pluginFiles } from './plugin-files.js';

/** Every handler of this installation, without a parameter. */
export async function loadEveryHandler(): Promise<readonly Handler<unknown>[]> {
  return Promise.all([...pluginFiles('handlers').keys()].map((name) => composeHandler(name)));
}

/** Every framing of this installation; one that needs a parameter with that of its example. */
export async function loadEveryFraming(): Promise<readonly Framing[]> {
  return Promise.all(
    [...pluginFiles('src/framings').values()].map(async (path) => {
      const factory = (await loadModule(path)) as FramingFactory;
      return factory(factory.example);
    }),
  );
}
