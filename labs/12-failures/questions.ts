import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'open',
    points: 3,
    text: 'What happens if the client tries to connect to the wrong port? Say which packet comes back, who sends it, and what the program sees. Then say what is different when a firewall drops the packets to that port.',
  },
];
