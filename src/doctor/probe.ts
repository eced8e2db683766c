import type { NumberedLab } from '../lab/numbered-lab.js';
import type { DoctorFinding } from './doctor-finding.js';

/** What a probe is given to find something out. */
export interface ProbeContext {
  /** The labs of this installation, or why they cannot be read. */
  readonly labs: readonly NumberedLab[] | Error;
  readonly timeIsUp: AbortSignal;
}

/**
 * Finds something out: one file each in `probes/`, which exports it by default. It never rejects, and ends as soon as it can once the
 * signal says that time is up.
 */
export type Probe = (context: ProbeContext) => Promise<readonly DoctorFinding[]>;
