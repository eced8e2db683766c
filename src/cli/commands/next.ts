import { command } from '../command.js';
import { jsonFlag } from '../flags.js';

export const next = command('next', 'what to do next', { ...jsonFlag }, async () => (await import('../run-progress.js')).runNext);
