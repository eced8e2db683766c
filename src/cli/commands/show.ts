import { command } from '../command.js';
import { labWord, jsonFlag } from '../flags.js';

export const show = command('show <lab>', 'the lab sheet', { ...labWord, ...jsonFlag }, async () => (await import('../run-show.js')).runShow);
