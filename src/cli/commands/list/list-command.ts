import { command } from '../../command.js';
import { jsonFlag } from '../../flags.js';

export default command(
  10,
  'list',
  'the labs, numbered',
  {
    ...jsonFlag,
    handlers: { type: 'boolean', conflicts: 'framings', describe: 'the handlers instead' },
    framings: { type: 'boolean', describe: 'the framings instead' },
  },
  async () => (await import('./run-list.js')).runList,
);
