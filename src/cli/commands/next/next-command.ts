import { command } from '../../command.js';
import { jsonFlag } from '../../flags.js';

export default command(
  80,
  'next',
  'what to do next',
  { ...jsonFlag },
  async () => (await import('../progress/run-progress.js')).runNext,
);
