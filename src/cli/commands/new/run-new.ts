import { join, relative } from 'node:path';
import { nearest } from '../../../text/nearest.js';
import { UsageError } from '../../../errors/usage-error.js';
import { ExitCode } from '../../exit-code.js';
import { type Draft, writeDraft, nextLabNumber, requireFree } from '../../../scaffold/write-draft.js';
import { framingDraft } from '../../../scaffold/framing-draft.js';
import { handlerDraft } from '../../../scaffold/handler-draft.js';
import { labDraft } from '../../../scaffold/lab-draft.js';
import { requireName } from '../../../scaffold/require-name.js';
import { placeFor, type Place } from '../../../scaffold/place.js';
import { terminal } from '../../terminal.js';
import { table } from '../../../text/table.js';

const drafts: Readonly<Record<string, (name: string, place: Place) => Draft>> = {
  handler: (name, place) => {
    requireFree('handler', name, place);
    return handlerDraft(name, place);
  },
  framing: (name, place) => {
    requireFree('framing', name, place);
    return framingDraft(name, place);
  },
  lab: (name, place) => labDraft(name, nextLabNumber(name, place), place),
};

const oneOf = new Intl.ListFormat('en', { type: 'disjunction' });

/** `wirelab new`. */
export function runNew(given: Readonly<Record<string, unknown>>): ExitCode {
  // The parser makes numbers of words that look like them.
  const [what, name] = [given.what, given.name].map((word) =>
    word === undefined ? undefined : String(word as string | number),
  );
  const kinds = Object.keys(drafts);
  if (what === undefined) throw new UsageError(`say what to make: wirelab new ${kinds.join('|')} NAME`);
  const draftOf = Object.hasOwn(drafts, what) ? drafts[what] : undefined;
  if (draftOf === undefined) {
    const meant = nearest(what, kinds);
    throw new UsageError(
      `new makes ${oneOf.format(kinds.map((kind) => `a ${kind}`))}, not ${JSON.stringify(what)}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    );
  }
  if (name === undefined) throw new UsageError(`say what the ${what} is called: wirelab new ${what} my-${what}`);
  requireName(what, name);
  const place = placeFor(process.cwd());
  const draft = draftOf(name, place);
  writeDraft(draft, place);
  terminal.out(linesOf(draft, place));
  return ExitCode.ok;
}

function linesOf({ files, commands, next }: Draft, place: Place): string[] {
  // Under npx, and in a checkout, there is no program of that name on the path.
  const wirelab = place.isCheckout || process.env.npm_command === 'exec' ? 'npx wirelab' : 'wirelab';
  return [
    ...files.map(({ path }) => `made ${relative(process.cwd(), join(place.root, path))}`),
    '',
    ...table(commands.map(({ words, does }) => [words.startsWith('npx ') ? words : `${wirelab} ${words}`, does])).map(
      (line) => `  ${line}`,
    ),
    '',
    'What to change next:',
    ...next.map((line) => `  ${line}`),
  ];
}
