import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'open',
    points: 4,
    text: 'What is the difference between TCP and UDP communication? Give four differences, each with what a program notices of it.',
  },
];
