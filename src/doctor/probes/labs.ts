import type { DoctorFinding } from '../doctor-finding.js';
import type { Probe } from '../probe.js';

/** Can all labs be read? */
const probeLabs: Probe = ({ labs }) => {
  const what = { name: 'labs', for: 'wirelab list, run, serve', essential: true };
  const finding: DoctorFinding =
    labs instanceof Error
      ? { ...what, status: 'problem', detail: labs.message }
      : { ...what, status: 'ok', detail: `${labs.length} of them, all can be read` };
  return Promise.resolve([finding]);
};

export default probeLabs;
