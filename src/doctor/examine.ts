import { setMaxListeners } from 'node:events';
import type { DoctorFinding } from './doctor-finding.js';
import type { Probe, ProbeContext } from './probe.js';
import { loadModule } from '../compose/load-module.js';
import { pluginFiles } from '../compose/plugin-files.js';

/**
 * Runs all probes side by side; what takes longer than `patience` milliseconds is told to end. What wirelab cannot do without comes first.
 */
export async function examine(
  probes: readonly Probe[],
  labs: ProbeContext['labs'],
  patience: number,
): Promise<readonly DoctorFinding[]> {
  const time = new AbortController();
  setMaxListeners(0, time.signal); // as many as there are programs
  const timer = setTimeout(() => {
    time.abort();
  }, patience);
  try {
    const findings = (await Promise.all(probes.map((probe) => probe({ labs, timeIsUp: time.signal })))).flat();
    return [...findings.filter(({ essential }) => essential), ...findings.filter(({ essential }) => !essential)];
  } finally {
    clearTimeout(timer);
  }
}

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
