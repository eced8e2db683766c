import type { Draft } from './draft.js';
import { labSheet } from './lab-sheet.js';
import type { Place } from './place.js';

const PORTS = 5000; // lab 15 listens on 5015: nothing that Linux or a browser is particular about

/** A lab that echoes lines, with its sheet. */
export function labDraft(name: string, number: number, { isCheckout }: Place): Draft {
  const folder = `labs/${String(number).padStart(2, '0')}-${name}`;
  const reference = isCheckout ? String(number) : `./${folder}`;
  const port = PORTS + (number % 1000);
  return {
    files: [
      { path: `${folder}/lab.ts`, text: labText(name, port, isCheckout) },
      { path: `${folder}/README.md`, text: labSheet({ number, title: titleOf(name), reference, port }) },
    ],
    commands: [
      { words: `run ${reference}`, does: 'plays its exchange' },
      { words: `show ${reference}`, does: 'shows its sheet' },
      { words: `serve ${reference}`, does: `serves it on port ${port} until Ctrl-C` },
      ...(isCheckout ? [{ words: `npx mocha test/labs --grep "lab ${number} ${name}"`, does: 'tests it like the others' }] : []),
    ],
    next: [
      'title and summary: what `wirelab list` shows of it',
      'server: which handler over which framing, on which port',
      'client: what the scripted client sends, and what has to come back',
      'README.md: the lab sheet',
    ],
  };
}

function titleOf(name: string): string {
  return `New lab: ${name.replaceAll('-', ' ')}`;
}

function labText(name: string, port: number, isCheckout: boolean): string {
  return `import type { Lab } from '${isCheckout ? '../../src/lab/lab.js' : 'wirelab'}';

export default {
  title: '${titleOf(name)}',
  summary: '${name}: say here in one line what it teaches',
  server: { transport: 'tcp', framing: 'line', handler: 'echo', port: ${port} },
  client: [
    { send: 'hello', replies: ['hello'] },
    { send: 'how are you?', replies: ['how are you?'] },
  ],
} satisfies Lab;
`;
}
