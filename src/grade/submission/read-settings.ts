import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type * as z from 'zod';
import { unknownKey } from '../../client/script-error.js';
import { visible } from '../../text/visible-text.js';
import type { Diagnosis } from './diagnosis.js';
import type { Languages } from './languages.js';
import { settingsSchema, type SubmissionSettings } from './submission-settings.js';

const LONGEST = 64 * 1024;
const DEEPEST = 20;
/** What `wirelab.yaml` says, or what is wrong with it: a sentence for each mistake, with line and column. */
export function readSettings(
  file: string,
  bytes: Uint8Array,
  languages: Languages,
): SubmissionSettings | readonly Diagnosis[] {
  const lines = new LineCounter();
  const mistake = (at: number, message: string): Diagnosis => {
    const { line, col } = lines.linePos(at);
    return {
      kind: 'settings',
      message: `${file}:${Math.max(1, line)}:${Math.max(1, col)}: ${visible(message, 400)}`,
      file,
      line: Math.max(1, line),
      stops: true,
    };
  };
  if (bytes.length > LONGEST) return [mistake(0, `${bytes.length} bytes, limit is ${LONGEST}`)];
  const text = new TextDecoder().decode(bytes);
  if (isTooDeep(text)) return [mistake(0, `lists within lists, more than ${DEEPEST}`)];
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0)
    return broken.map(({ pos: [at], message }) => mistake(at, message.charAt(0).toLowerCase() + message.slice(1)));
  let said: unknown;
  try {
    said = document.toJS({ maxAliasCount: 10 });
  } catch {
    return [mistake(0, 'an alias is used too often')];
  }
  if (said === null) return {};
  const schema = settingsSchema(languages);
  const parsed = schema.safeParse(said);
  return parsed.success
    ? parsed.data
    : parsed.error.issues.flatMap((issue) =>
        explained(issue, document, schema).map(({ at, message }) => mistake(at, message)),
      );
}

/** The parser calls itself for each list within a list. Where its stack ends Node may abort: that is not left to it. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '[' || sign === '{') depth++;
    if (sign === ']' || sign === '}') depth = Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return text.split('\n').some((line) => /^\s{200}/.test(line) || (line.match(/[-?:](?=\s)/g) ?? []).length > DEEPEST);
}

interface Explained {
  readonly at: number;
  readonly message: string;
}

function explained(
  issue: z.core.$ZodIssue,
  document: Document,
  schema: ReturnType<typeof settingsSchema>,
): Explained[] {
  const path = issue.path.map(String);
  const name = path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const parent = path.length === 0 ? document.contents : document.getIn(path, true);
    const known = Object.keys(path.length === 0 ? schema.shape : schema.shape.server.unwrap().shape);
    return issue.keys.map((key) => ({
      at: keyPlace(parent, key),
      message: unknownKey(path.length === 0 ? 'wirelab.yaml' : name, key, known),
    }));
  }
  const node = path.length === 0 ? document.contents : nodeAt(document, issue.path);
  return [
    {
      at: (node as Node | null | undefined)?.range?.[0] ?? 0,
      message:
        path.length === 0
          ? 'it has lines such as "server:", with lines such as "  start: python3 server.py" below them'
          : `${name}: ${expected(issue, node)}`,
    },
  ];
}

function nodeAt(document: Document, path: readonly PropertyKey[]): unknown {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (node !== undefined && node !== null) return node;
  }
  return document.contents;
}

function expected(issue: z.core.$ZodIssue, node: unknown): string {
  const has = isScalar(node) ? `, not ${node.value === null ? 'nothing' : JSON.stringify(node.value)}` : '';
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')} is expected${has}`;
    case 'too_small':
      return issue.origin === 'string' ? 'it is empty' : `at least ${String(issue.minimum)} is expected${has}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `longer than ${String(issue.maximum)} characters`
        : `at most ${String(issue.maximum)}${issue.origin === 'array' ? ' items are' : ' is'} expected${has}`;
    case 'invalid_type':
      return `${WORDS[issue.expected] ?? issue.expected} is expected${has}`;
    case 'invalid_union':
      return `a text or a number is expected${has}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'a name that no variable can have';
    default:
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'a whole number',
  number: 'a whole number',
  array: 'a list such as [a, b]',
  object: 'a line such as "  start: python3 server.py" below it',
  record: 'a line such as "  NAME: value" below it',
};

function keyPlace(parent: unknown, key: string): number {
  if (!isMap(parent)) return 0;
  const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return (pair?.key as Node | undefined)?.range?.[0] ?? 0;
}
