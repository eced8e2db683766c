import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { groupsInOrder } from '../src/client/failure-kind.js';
import type { FailureWords } from '../src/client/failure-group.js';
import type { StepKind } from '../src/client/step-kind.js';
import { stepKinds } from '../src/client/step-kinds.js';
import { checksJsonSchema } from '../src/grade/bundle/check-data.js';
import { reportJsonSchema } from '../src/grade/report/parse-report.js';
import type { Languages } from '../src/grade/submission/languages.js';
import { settingsJsonSchema } from '../src/grade/submission/submission-settings.js';
import { datagramImpairmentSchema, streamImpairmentSchema } from '../src/impairment/impairment-schema.js';

// In the order in which a reader meets them; what is not here stands behind.
const STEP_ORDER = ['connect', 'send', 'expect', 'raw', 'expect-raw', 'end', 'closed', 'close', 'reset', 'pause'];

/** The documents that say what schemas say, as they have to be: path, from the root of a checkout, and text. */
export function derivedDocuments(root: string, languages: Languages): ReadonlyMap<string, string> {
  const page = (path: string, tables: Readonly<Record<string, string>>): [string, string] => [
    path,
    Object.entries(tables).reduce(
      (text, [mark, table]) => withTable(text, mark, table, path),
      readFileSync(`${root}/${path}`, 'utf8'),
    ),
  ];
  return new Map([
    ['docs/schemas/checks.schema.json', json(checksJsonSchema())],
    ['docs/schemas/report-1.json', json(reportJsonSchema())],
    ['docs/schemas/wirelab.schema.json', json(settingsJsonSchema(languages))],
    page('docs/scripts.md', { steps: stepTable(), failures: failureTable() }),
    page('docs/report.md', { causes: causeTables() }),
    page('docs/faults.md', {
      datagrams: impairmentTable(datagramImpairmentSchema.unwrap()),
      streams: impairmentTable(streamImpairmentSchema.unwrap()),
    }),
  ]);
}

/** The text with this table between its marks: `<!-- steps -->` and `<!-- /steps -->`. */
function withTable(text: string, mark: string, table: string, path: string): string {
  const [begin, end] = [`<!-- ${mark} -->\n`, `<!-- /${mark} -->\n`];
  const [before, rest = ''] = text.split(begin);
  const after = rest.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${path} has no place for the table ${mark}`);
  return `${before}${begin}${table}${end}${after}`;
}

function stepTable(): string {
  const place = ({ op }: StepKind): number => (STEP_ORDER.includes(op) ? STEP_ORDER.indexOf(op) : STEP_ORDER.length);
  const kinds = Object.values<StepKind>(stepKinds)
    .filter(({ inScripts }) => inScripts)
    .sort((a, b) => place(a) - place(b));
  return table(
    ['step', 'does'],
    kinds.map(({ example, does }) => [`\`${example}\``, does]),
  );
}

function failureTable(): string {
  const kinds = groupsInOrder.flatMap((group): [string, FailureWords][] => Object.entries(group.kinds));
  return table(
    ['kind', 'means'],
    kinds.flatMap(([kind, { ofScript }]) => (ofScript === undefined ? [] : [[`\`${kind}\``, ofScript]])),
  );
}

function causeTables(): string {
  return groupsInOrder
    .map(({ heading, kinds }) => {
      const rows = Object.entries(kinds).map(([kind, { says }]) => [`\`${kind}\``, says]);
      return `\n### ${heading}\n\n${table(['kind', 'says'], rows)}`;
    })
    .join('');
}

function impairmentTable({ shape }: z.ZodObject): string {
  return table(
    ['key', 'means'],
    Object.entries(shape).map(([key, schema]) => {
      const { examples, description = '' } = (schema as z.ZodType).meta() ?? {};
      return [`\`${key}: ${flow((examples as readonly unknown[])[0])}\``, description];
    }),
  );
}

/** As YAML has it on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}: ${flow(member)}`)
    .join(', ')}}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [line(heads), `|${heads.map(() => '---|').join('')}\n`, ...rows.map(line)].join('');
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
