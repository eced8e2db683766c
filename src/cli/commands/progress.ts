import { command } from '../command.js';
import { jsonFlag } from '../flags.js';

export const progress = command('progress', 'what is done, and what failed last and why', { ...jsonFlag }, async () => (await import('../run-progress.js')).runProgress);
