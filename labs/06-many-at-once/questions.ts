import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'open',
    points: 5,
    text: 'Extend the server to handle several clients simultaneously. Show the lines that you have changed. Which lines of the iterative server stay as they are, in which function are they now, and what does the first function do while a client is silent?',
  },
];
