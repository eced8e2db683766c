import type { FailureGroup } from '../failure-group.js';

export default {
  heading: 'Answers to questions',
  order: 5,
  kinds: {
    'wrong-answer': { says: 'the answer is not right' },
    'partly-right': { says: 'the answer is partly right' },
    'unclear-answer': { says: 'the answer cannot be understood' },
    'not-answered': { says: 'the question was not answered' },
  },
} as const satisfies FailureGroup;
