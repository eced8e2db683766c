import { command } from '../command.js';
import { jsonFlag } from '../flags.js';

export const show = command('show <lab>', 'the lab sheet', jsonFlag, async () => (await import('../run-show.js')).runShow);
