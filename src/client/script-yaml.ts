import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Payload } from '../core/exchange.js';
import { unknownName } from '../text/nearest.js';
import type { Script, Step } from '../lab/step.js';
import { ScriptError, unknownKey } from './script-error.js';
import { scriptOps, writtenStep, type StepField, type WrittenStep } from './step-fields.js';

type Fields = ReadonlyMap<string, { readonly key: Node; readonly value: Node | null }>;

/** The script in the text of a YAML file. Throws a ScriptError that names every mistake with line and column. */
export function parseScript(text: string, file: string): Script {
  const lines = new LineCounter();
  // Failsafe: a plain word is that text, not a number or a truth value. What is sent is what is written.
  const document = parseDocument(text, {
    schema: 'failsafe',
    customTags: ['binary'],
    lineCounter: lines,
    prettyErrors: false,
  });
  const mistakes = [...document.errors, ...document.warnings].map(
    ({ pos: [at], message }) => new Mistake(at, message.charAt(0).toLowerCase() + message.slice(1)),
  );
  const script = readScript(document.contents, file, mistakes);
  if (mistakes.length === 0) return script;
  throw new ScriptError(
    mistakes
      .sort((a, b) => a.at - b.at)
      .map(({ at, message }) => {
        const { line, col } = lines.linePos(at);
        return `${file}:${String(Math.max(1, line))}:${String(Math.max(1, col))}: ${message}`;
      }),
  );
}

/** Something is wrong at this offset of the file. */
class Mistake extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

function readScript(root: Node | null, file: string, mistakes: Mistake[]): Script {
  const collect = <T>(read: () => T): T[] => {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      mistakes.push(error);
      return [];
    }
  };
  let list = root;
  let title = file;
  if (isMap(root) && root.has('steps')) {
    collect(() => {
      const fields = fieldsOf(root, ['title', 'steps'], 'a script');
      list = fields.get('steps')?.value ?? null;
      const written = fields.get('title')?.value;
      if (written !== undefined) title = textOf(written, 'title');
    });
  }
  const steps = collect(() => itemsOf(list))
    .flat()
    .flatMap((item) => collect(() => readStep(item)));
  return { title, steps };
}

function itemsOf(list: Node | null): Node[] {
  if (!isSeq(list))
    return fail(list, 'a script is a list of steps, such as "- send: Hello", or has such a list under "steps:"');
  return list.items.length > 0 ? (list.items as Node[]) : fail(list, 'a script has at least one step');
}

function readStep(item: Node): Step {
  if (isScalar(item)) return readBareStep(item);
  if (!isMap(item)) return fail(item, 'a step is written as "- send: Hello"');
  const [first, second] = item.items.filter((pair) => scriptOps.includes(keyText(pair)));
  if (second !== undefined)
    return fail(
      second.key as Node,
      `two steps in one: put "${keyText(second)}" on a line of its own that begins with "- "`,
    );
  if (first !== undefined) return readStepOf(writtenStep(keyText(first)) as WrittenStep, item);
  const beside = scriptOps.flatMap((op) => writtenStep(op)?.keys.map(({ written }) => written) ?? []);
  const pair = item.items.find((other) => !['client', ...beside].includes(keyText(other))) ?? item.items[0];
  return fail((pair?.key as Node | undefined) ?? item, unknownStep(pair === undefined ? '' : keyText(pair)));
}

function readBareStep(item: Scalar): Step {
  const op = String(item.value);
  const step = writtenStep(op);
  if (step === undefined) return fail(item, unknownStep(op));
  return step.value === undefined ? ({ op } as Step) : fail(item, `${op} needs a value: write "- ${op}: …"`);
}

function readStepOf({ op, value: main, keys, schema }: WrittenStep, item: YAMLMap): Step {
  const known = [op, ...keys.map(({ written }) => written), ...(main === undefined ? [] : ['client'])];
  const fields = fieldsOf(item, known, `a step "${op}"`);
  const { key, value } = fields.get(op) as { key: Node; value: Node | null };
  const who = main === undefined ? value : fields.get('client')?.value;
  const step = Object.fromEntries([
    ['op', op],
    ...(isEmpty(who) ? [] : [['client', textOf(who, 'a name')]]),
    ...(main === undefined ? [] : [[main.name, valueOf(main, value, key)]]),
    ...keys.flatMap((field) => {
      const written = fields.get(field.written);
      return written === undefined ? [] : [[field.name, valueOf(field, written.value, written.key)]];
    }),
  ]) as Step;
  // What the text of a value cannot show: that it is too long, say.
  const [issue] = schema.safeEncode(step).error?.issues ?? [];
  if (issue !== undefined) {
    const field = keys.find(({ name }) => name === issue.path[0]);
    return fail(fields.get(field?.written ?? op)?.value ?? key, `${field?.written ?? op} ${issue.message}`);
  }
  return step;
}

function valueOf(field: StepField, node: Node | null, key: Node): unknown {
  if (!field.isList) return itemOf(field, node, key);
  return (isSeq(node) ? (node.items as Node[]) : [node]).map((item) => itemOf(field, item, key));
}

function itemOf({ is, words, written }: StepField, node: Node | null, key: Node): unknown {
  switch (is) {
    case 'payload':
      return payloadOf(node, key);
    case 'number':
      return numberOf(node ?? key, words);
    case 'flag':
      return truthOf(node, written);
    case 'text':
      return textOf(node, written);
  }
}

function fieldsOf(map: YAMLMap, known: readonly string[], what: string): Fields {
  return new Map(
    map.items.map((pair) => {
      const name = keyText(pair);
      const key = pair.key as Node;
      return known.includes(name)
        ? [name, { key, value: pair.value as Node | null }]
        : fail(key, unknownKey(what, name, known));
    }),
  );
}

function payloadOf(node: Node | null, key: Node): Payload {
  if (isEmpty(node)) return fail(key, 'the message is missing: for an empty one write ""');
  // A copy of the bytes, so that they are a Uint8Array and nothing more.
  if (isScalar(node)) return node.value instanceof Uint8Array ? Uint8Array.from(node.value) : String(node.value);
  if (!isMap(node)) return fail(node, 'a message is a text, {hex: "ff fe"} or !!binary');
  const digits = textOf(fieldsOf(node, ['hex'], 'a message').get('hex')?.value, 'hex').replaceAll(/\s/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits))
    return fail(node, 'hex takes two digits (0-9, a-f) for each byte, such as "ff fe"');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function textOf(node: Node | null | undefined, what: string): string {
  return isScalar(node) && typeof node.value === 'string' && !isEmpty(node)
    ? node.value
    : fail(node, `${what} has to be a text`);
}

function numberOf(node: Node | null, what: string): number {
  const text = isScalar(node) ? String(node.value) : '';
  return /^\d{1,9}$/.test(text) ? Number(text) : fail(node, `not ${what}: ${text === '' ? 'empty' : text}`);
}

function truthOf(node: Node | null, name: string): boolean {
  const text = isScalar(node) ? String(node.value).toLowerCase() : '';
  if (text === 'true' || text === 'yes') return true;
  return text === 'false' || text === 'no' ? false : fail(node, `${name} is true or false`);
}

function unknownStep(name: string): string {
  return unknownName('step', name, scriptOps);
}

function fail(place: Node | null | undefined, message: string): never {
  throw new Mistake(place?.range?.[0] ?? 0, message);
}

function keyText(pair: Pair): string {
  const key = pair.key as Node | null;
  return isScalar(key) ? String(key.value) : '';
}

/** Nothing was written; quotes with nothing in them are a text. */
function isEmpty(node: Node | null | undefined): boolean {
  return (
    node === null ||
    node === undefined ||
    ('source' in node && node.source === '' && 'type' in node && node.type === 'PLAIN')
  );
}
