import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [];
