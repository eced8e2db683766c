import type { FailureGroup } from '../failure-group.js';

export default {
  heading: 'Not the doing of the program',
  order: 6,
  kinds: {
    'bad-script': {
      says: 'the check itself is wrong',
      ofScript: 'the script asks for what cannot be done: to send after `end`, say',
      isBesideBytes: true,
    },
  },
} as const satisfies FailureGroup;
