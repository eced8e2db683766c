import type { Draft } from './write-draft.js';
import { labChecksDraft } from './lab-checks-draft.js';
import { labProgramsDraft } from './lab-programs-draft.js';
import { labAnswers, labQuestionsDraft } from './lab-questions-draft.js';
import { labSheetDraft } from './lab-sheet-draft.js';
import type { Place } from './place.js';

const PORTS = 5000; // lab 15 listens on 5015: nothing that Linux or a browser is particular about

/** A lab that echoes lines: with its sheet, checks, questions and programs it is whole, and `wirelab prove` finds nothing to say. */
export function labDraft(name: string, number: number, { isCheckout }: Place): Draft {
  const folder = `labs/${String(number).padStart(2, '0')}-${name}`;
  const reference = isCheckout ? String(number) : `./${folder}`;
  const port = PORTS + (number % 1000);
  const title = titleOf(name);
  const { questions, key } = labQuestionsDraft(isCheckout);
  const files = [
    { path: 'lab.ts', text: labText(name, port, isCheckout) },
    { path: 'checks.ts', text: labChecksDraft(isCheckout) },
    { path: 'questions.ts', text: questions },
    { path: 'key.ts', text: key },
    { path: 'README.md', text: labSheetDraft({ number, title, reference, port }) },
    ...labProgramsDraft(port),
    { path: 'starter/answers.md', text: labAnswers(number, title) },
  ];
  return {
    files: files.map(({ path, text }) => ({ path: `${folder}/${path}`, text })),
    commands: [
      { words: `run ${reference}`, does: 'plays its exchange' },
      { words: `show ${reference}`, does: 'shows its sheet' },
      { words: `serve ${reference}`, does: `serves it on port ${port} until Ctrl-C` },
      {
        words: `prove ${reference}`,
        does: 'grades its own programs: the right ones pass, each wrong one fails as it says',
      },
      ...(isCheckout
        ? [{ words: `npx mocha test/labs --grep "lab ${number} ${name}"`, does: 'tests it like the others' }]
        : []),
    ],
    next: [
      'lab.ts: title and summary, which handler over which framing on which port, and what the scripted client sends',
      'README.md: the sheet; "What to build" has every sentence that is checked',
      'checks.ts: what is graded, with the points and those sentences',
      'solution, wrong, starter: programs that pass, that fail one check each, and to start from; then prove again',
      'questions.ts and key.ts: what is asked, and what is right',
    ],
  };
}

function titleOf(name: string): string {
  return `New lab: ${name.replaceAll('-', ' ')}`;
}

function labText(name: string, port: number, isCheckout: boolean): string {
  return `import type { Lab } from '${isCheckout ? '../../src/lab/lab.js' : 'wirelab/lab'}';
import { checks } from './checks.js';
import { questions } from './questions.js';

export default {
  title: '${titleOf(name)}',
  summary: '${name}: say here in one line what it teaches',
  server: { transport: 'tcp', framing: 'line', handler: 'echo', port: ${port} },
  client: [
    { send: 'hello', replies: ['hello'] },
    { send: 'how are you?', replies: ['how are you?'] },
  ],
  checks,
  questions,
} satisfies Lab;
`;
}
