import { loadModule } from '../compose/load-module.js';
import { pluginFiles } from '../compose/plugin-files.js';
import type { Probe } from './probe.js';

/** The probes in these files; by default those of this installation, each a file in `src/doctor/probes`. */
export async function loadProbes(files = pluginFiles('src/doctor/probes')): Promise<readonly Probe[]> {
  return Promise.all(
    Array.from(files.values(), async (path) => {
      const probe = await loadModule(path);
      if (typeof probe !== 'function') throw new RangeError(`the default export of ${path} is no function that probes`);
      return probe as Probe;
    }),
  );
}
