import { setMaxListeners } from 'node:events';
import type { DoctorFinding } from './doctor-finding.js';
import type { Probe, ProbeContext } from './probe.js';

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
