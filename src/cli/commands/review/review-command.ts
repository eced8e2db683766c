import { command } from '../../command.js';
import { jsonFlag, text } from '../../flags.js';

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
      coerce: text('question'),
    },
    points: { type: 'string', requiresArg: true, describe: 'of score: how many it is worth', coerce: text('points') },
    comment: {
      type: 'string',
      requiresArg: true,
      describe: 'of score: what the student is told',
      coerce: text('comment'),
    },
    by: { type: 'string', requiresArg: true, describe: 'who marks it', coerce: text('by') },
    ...jsonFlag,
  },
  async () => (await import('./run-review.js')).runReview,
);
