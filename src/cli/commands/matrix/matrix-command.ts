import { command } from '../../command.js';
import { jsonFlag, labWord, number, anyText } from '../../flags.js';
import { interruptible } from '../../interruptible.js';

export default command(
  110,
  'matrix <lab> <folder>',
  'try every client of a folder with every server of it',
  {
    ...labWord,
    folder: { type: 'string', hidden: true },
    format: {
      type: 'string',
      requiresArg: true,
      describe: 'how the table is written: text, csv or html',
      coerce: anyText('format'),
    },
    jobs: number('jobs', 1, 64, 'pairs at once'),
    seed: number('seed', 0, 2 ** 31 - 1, 'of the order in which the pairs are tried'),
    ...jsonFlag,
  },
  async () => interruptible((await import('./run-matrix.js')).runMatrix),
);
