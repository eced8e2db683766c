import { command } from '../../command.js';
import { labWord, jsonFlag, studentFlags } from '../../flags.js';

export default command(
  20,
  'show <lab>',
  'the lab sheet',
  {
    ...labWord,
    questions: { type: 'boolean', describe: 'the questions instead, as the file to answer them in' },
    ...studentFlags,
    ...jsonFlag,
  },
  async () => (await import('./run-show.js')).runShow,
);
