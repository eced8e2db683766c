import { command } from '../command.js';
import { jsonFlag } from '../flags.js';

export const list = command(
  'list',
  'the labs, numbered',
  {
    ...jsonFlag,
    handlers: { type: 'boolean', conflicts: 'framings', describe: 'the handlers instead' },
    framings: { type: 'boolean', describe: 'the framings instead' },
  },
  async () => (await import('../run-list.js')).runList,
);
