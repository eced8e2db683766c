import type { Question } from '../../src/lab/question.js';

// The key is named in each question: they are the same for everybody, whatever the key of their own lab is.
export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'text',
    points: 2,
    text: 'Divide the data `1101011` by the key `1001`, as the sender does. What is the remainder? Write all of its bits.',
  },
  {
    id: 'Q2',
    kind: 'number',
    points: 2,
    unit: { name: 'bits', accepted: { bit: 1 } },
    text: 'How many bits has the codeword of the text `EVN` with the key `1001`?',
  },
  {
    id: 'Q3',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'Which of these errors does a receiver with the key `1001` find for certain, wherever in the codeword they happen?',
    choices: {
      a: 'One wrong bit.',
      b: 'Two wrong bits beside each other.',
      c: 'Two wrong bits, three places apart.',
      d: 'Two wrong bits, four places apart.',
      e: 'Three wrong bits in a row.',
    },
  },
  {
    id: 'Q4',
    kind: 'number',
    points: 2,
    unit: { name: 'bits', accepted: { bit: 1 } },
    text: 'A burst of length n is an error whose wrong bits all lie within n bits in a row. Up to which length does a key of four bits, with 1 at both ends, find every burst?',
  },
  {
    id: 'Q5',
    kind: 'choice',
    points: 2,
    text: 'A codeword arrives that is all zeros. What does a receiver with the key `1001` say?',
    choices: {
      a: 'An error, as nobody sends only zeros.',
      b: 'No error, as the remainder is zero.',
      c: 'An error, as zero cannot be divided.',
      d: 'Nothing, as it waits for a 1.',
    },
  },
  {
    id: 'Q6',
    kind: 'transcript',
    points: 2,
    run: 'own',
    unit: { name: 'clients', accepted: { client: 1 } },
    text: 'Hand in the run of `wirelab run 8 --json > run.json`. To how many of its clients did the server reply `Error in data`?',
  },
  {
    id: 'Q7',
    kind: 'open',
    points: 4,
    text: 'Somebody changes the data on the way on purpose. Why is a CRC no protection against that, and what is?',
  },
];
