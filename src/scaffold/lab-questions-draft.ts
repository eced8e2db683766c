/** The questions of a new lab, and their key: one that a person marks, and one that is marked by the tool. */
export function labQuestionsDraft(isCheckout: boolean): { readonly questions: string; readonly key: string } {
  const [question, key] = isCheckout
    ? ['../../src/lab/question.js', '../../src/lab/question-key.js']
    : ['wirelab/lab', 'wirelab/lab'];
  return {
    questions: `import type { Question } from '${question}';

// What students get; what is right is in key.ts. Then: wirelab show LAB --questions > starter/answers.md
export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'number',
    points: 2,
    unit: { name: 'bytes', accepted: { byte: 1 } },
    text: '${HOW_MANY}',
  },
  {
    id: 'Q2',
    kind: 'open',
    points: 3,
    text: '${WHY}',
  },
];
`,
    key: `import type { Key } from '${key}';

// What is right. Nothing imports this file, so that it can be left out of what is handed out.
export default {
  Q1: {
    kind: 'number',
    right: 6,
    why: 'Five letters, and the line feed that ends the line.',
    wrong: [{ value: 5, credit: 0.5, feedback: 'How does the server know that the line is complete?' }],
  },
  Q2: {
    kind: 'open',
    why: 'TCP carries a stream of bytes, and knows of no lines.',
    rubric: [
      { points: 2, text: 'a line may come in pieces, or together with others' },
      { points: 1, text: 'what is behind the line feed is kept for the next line' },
    ],
    example: 'One recv may return a piece of a line, or several lines. The server collects bytes up to the line feed, and keeps what is behind it.',
  },
} satisfies Key;
`,
  };
}

const HOW_MANY = 'How many bytes does the line `hello` of this lab have on the wire?';
const WHY = 'Why may a server not take what one `recv` returns for a line? What does it do instead?';

/** The file in which they are answered, as `wirelab show LAB --questions` prints it. */
export function labAnswers(number: number, title: string): string {
  return `# Answers to lab ${number}: ${title}

Name:

Write under the questions, and leave the headings as they are.

## Q1

> ${HOW_MANY}
>
> *A number of bytes. 2 points.*


## Q2

> ${WHY}
>
> *In your own words; a person reads it. 3 points.*
`;
}
