import { command } from '../../command.js';
import { jsonFlag } from '../../flags.js';

export default command(
  150,
  'doctor',
  'what this machine can do',
  jsonFlag,
  async () => (await import('./run-doctor.js')).runDoctor,
);
