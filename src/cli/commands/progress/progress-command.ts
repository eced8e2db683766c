import { command } from '../../command.js';
import { jsonFlag } from '../../flags.js';

export default command(
  90,
  'progress',
  'what is done, and what failed last and why',
  { ...jsonFlag },
  async () => (await import('./run-progress.js')).runProgress,
);
