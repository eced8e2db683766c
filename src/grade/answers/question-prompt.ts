import type { Question, Unit } from '../../lab/question.js';
import type { Drawn } from './draw-exchange.js';
import { glyphs, hexBytes, quoteBytes } from '../../core/show-bytes.js';

/** What a student reads of a question, in Markdown, with how it is answered. `drawn`: the exchange that it is about. */
export function questionPrompt(question: Question, drawn?: Drawn): string {
  const { text, points } = question;
  const parts = [
    text.trim(),
    ...('choices' in question ? [choiceList(question.choices)] : []),
    ...(drawn === undefined ? [] : [['```text', ...showExchange(drawn), '```'].join('\n')]),
    `*${howTo(question)} ${points === 1 ? '1 point' : `${points} points`}.*`,
  ];
  return parts.join('\n\n');
}

function choiceList(choices: Readonly<Record<string, string>>): string {
  return Object.entries(choices)
    .map(([letter, text]) => `* **${letter}** ${text}`)
    .join('\n');
}

function howTo(question: Question): string {
  switch (question.kind) {
    case 'choice':
      return 'One letter.';
    case 'several':
      return question.credit === 'all'
        ? 'All letters that are right, such as `a, c`, or `none`: points only where all are right.'
        : 'All letters that are right, such as `a, c`, or `none`: a wrong letter takes away what a right one gives.';
    case 'number':
      return `A number${unitText(question.unit)}.`;
    case 'text':
      return 'A few words.';
    case 'transcript':
      return `${question.run === 'own' ? 'From your own run, handed in beside this file as `run.json`. ' : ''}One number or word${unitText(question.unit)}.`;
    case 'open':
      return 'In your own words; a person reads it.';
  }
}

function unitText(unit: Unit | undefined): string {
  if (unit === undefined) return '';
  return unit.required === true
    ? ` with its unit (${[unit.name, ...Object.keys(unit.accepted ?? {})].join(', ')})`
    : ` of ${unit.name}`;
}

const LONGEST = 60; // columns

/** An exchange as a list for students: what carried data is numbered from 1, and of a connection its SYNs are told. */
function showExchange({ segments, firstSequence, datagrams }: Drawn): string[] {
  const handshake = datagrams
    ? []
    : [
        `   client → server  SYN       seq ${firstSequence.client}`,
        `   server → client  SYN, ACK  seq ${firstSequence.server}  ack ${firstSequence.client + 1}`,
        '   client → server  ACK',
      ];
  return [
    ...handshake,
    ...segments.map(
      ({ from, bytes }, index) =>
        `${String(index + 1).padStart(2)} ${from === 'client' ? 'client → server' : 'server → client'}  ${shown(bytes)}`,
    ),
  ];
}

function shown(bytes: Uint8Array): string {
  return glyphs(bytes).every(({ isText }) => isText) ? quoteBytes(bytes, LONGEST) : hexBytes(bytes);
}
