import { command } from '../../command.js';
import { jsonFlag, anyText } from '../../flags.js';

export default command(
  100,
  'review [words..]',
  'mark answers that wait for a person: list, score, or one after another',
  {
    words: { type: 'string', array: true, hidden: true },
    question: {
      type: 'string',
      requiresArg: true,
      describe: 'only answers to this one, such as Q1',
      coerce: anyText('question'),
    },
    points: {
      type: 'string',
      requiresArg: true,
      describe: 'of score: how many it is worth',
      coerce: anyText('points'),
    },
    comment: {
      type: 'string',
      requiresArg: true,
      describe: 'of score: what the student is told',
      coerce: anyText('comment'),
    },
    by: { type: 'string', requiresArg: true, describe: 'who marks it', coerce: anyText('by') },
    ...jsonFlag,
  },
  async () => (await import('./run-review.js')).runReview,
);
