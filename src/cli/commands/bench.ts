import { command } from '../command.js';
import { jsonFlag } from '../flags.js';

export const bench = command('bench', 'measure servers of this machine side by side', jsonFlag, async () => (await import('../run-bench.js')).runBench);
