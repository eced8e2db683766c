import type { FailureGroup } from '../failure-group.js';

export default {
  heading: 'What it does beside the exchange',
  order: 4,
  kinds: {
    'not-printed': { says: 'the program did not print what it has to' },
    'still-running': { says: 'the program did not end when it had to' },
    'wrong-exit-code': { says: 'the program ended with the wrong exit code' },
  },
} as const satisfies FailureGroup;
