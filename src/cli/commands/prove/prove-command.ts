import { command } from '../../command.js';
import { jsonFlag, labWord, number } from '../../flags.js';
import { interruptible } from '../../interruptible.js';

export default command(
  130,
  'prove [lab]',
  "prove a lab's checks: solutions pass, each known wrong program fails the check it must fail",
  {
    ...labWord,
    sample: number('sample', 1, 10_000, 'only this many programs of each lab, drawn at random'),
    only: { type: 'string', array: true, requiresArg: true, describe: 'only the programs with this file name' },
    times: number('times', 1, 1000, 'grade each program so often: it has to go the same way every time'),
    seed: number('seed', 0, 2 ** 31 - 1, 'of what is drawn at random; of the first time'),
    jobs: number('jobs', 1, 64, 'programs at once'),
    ...jsonFlag,
  },
  async () => interruptible((await import('./run-prove.js')).runProve),
);
