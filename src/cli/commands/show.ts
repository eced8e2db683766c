import { command } from '../command.js';
import { labWord, jsonFlag, studentFlags } from '../flags.js';

export const show = command(
  'show <lab>',
  'the lab sheet',
  { ...labWord, questions: { type: 'boolean', describe: 'the questions instead, as the file to answer them in' }, ...studentFlags, ...jsonFlag },
  async () => (await import('../run-show.js')).runShow,
);
