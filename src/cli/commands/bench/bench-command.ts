import { UsageError } from '../../../errors/usage-error.js';
import { command } from '../../command.js';
import { jsonFlag, number } from '../../flags.js';

export default command(
  160,
  'bench',
  'measure servers of this machine side by side',
  {
    scenario: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'what to measure: pingpong, pipelined, large, connect, idle, slow, …',
    },
    framing: { type: 'string', array: true, requiresArg: true, describe: 'line or length32' },
    rounds: number('rounds', 1, 100, 'how often each is measured, in turn'),
    duration: {
      type: 'string',
      requiresArg: true,
      describe: 'of one measurement, in seconds',
      coerce: (value: unknown): number | undefined => {
        if (value === undefined) return undefined;
        const seconds = Number(value);
        if (seconds >= 0.05 && seconds <= 60) return seconds;
        throw new UsageError(`--duration takes seconds from 0.05 to 60, got ${JSON.stringify(value)}`);
      },
    },
    peers: {
      type: 'string',
      requiresArg: true,
      describe: 'which servers, with commas between; an unknown name shows all',
    },
    ...jsonFlag,
  },
  async () => (await import('./run-bench-command.js')).runBenchCommand,
);
