import { command } from '../command.js';
import { labWord, jsonFlag, studentFlags } from '../flags.js';

export const show = command('show <lab>', 'the lab sheet', { ...labWord, ...studentFlags, ...jsonFlag }, async () => (await import('../run-show.js')).runShow);
