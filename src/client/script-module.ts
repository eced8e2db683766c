import * as z from 'zod';
import { messagesSchema, payloadSchema } from '../schema/payload.js';
import { unknownName } from '../text/nearest.js';
import type { Exchange } from '../core/exchange.js';
import type { Script, Step } from '../lab/step.js';
import { toSteps } from './exchange-steps.js';
import { ScriptError, unknownKey } from './script-error.js';
import { scriptOps, writtenStep } from './step-fields.js';
import { stepParts } from './step-parts.js';

type Fields = Readonly<Record<string, unknown>>;
type Report = (place: string, text: string) => void;

const exchangeSchema = z.strictObject({
  client: stepParts.text.exactOptional(),
  send: payloadSchema.exactOptional(),
  replies: messagesSchema.exactOptional(),
  others: z
    .record(z.string(), messagesSchema, 'has to be lists of messages by the name of their client')
    .exactOptional(),
  closes: stepParts.flag.exactOptional(),
}) satisfies z.ZodType<Exchange>;

/** The script that a module exports: a Script, a list of steps or a list of exchanges. Throws a ScriptError that names every mistake. */
export function scriptOf(exported: unknown, file: string): Script {
  const mistakes: string[] = [];
  const report: Report = (place, text) => {
    mistakes.push(`${file}: ${place}: ${text}`);
  };
  const isScript = isFields(exported) && !Array.isArray(exported);
  const list: unknown = isScript ? exported.steps : exported;
  const title = isScript && typeof exported.title === 'string' ? exported.title : file;
  if (!Array.isArray(list) || list.length === 0) {
    report('default export', 'has to be a list of steps or exchanges, or { title, steps }, with at least one step');
  } else {
    const isExchanges = !isScript && list.every((item) => isFields(item) && !('op' in item));
    for (const [index, item] of list.entries()) {
      const place = `${isScript ? 'steps' : ''}[${String(index)}]`;
      if (!isFields(item)) report(place, isExchanges ? 'is no exchange' : 'is no step');
      else if (isExchanges) checkExchange(item, place, report);
      else checkStep(item, place, report);
    }
  }
  if (mistakes.length > 0) throw new ScriptError(mistakes);
  return { title, steps: toSteps(list as readonly Step[] | readonly Exchange[]) };
}

function checkStep(step: Fields, place: string, report: Report): void {
  const op = String(step.op);
  const written = writtenStep(op);
  if (written === undefined) {
    report(place, unknownName('step', op, scriptOps));
    return;
  }
  const { value, keys, schema } = written;
  const known = ['op', 'client', ...(value === undefined ? [] : [value.name]), ...keys.map(({ name }) => name)];
  tell(schema.safeEncode(step), { what: `a step "${op}"`, known }, place, report);
}

function checkExchange(exchange: Fields, place: string, report: Report): void {
  const known = Object.keys(exchangeSchema.shape);
  tell(exchangeSchema.safeEncode(exchange), { what: 'an exchange', known }, place, report);
}

/** A line for each thing that the schema does not allow. */
function tell(
  { error }: z.ZodSafeParseResult<unknown>,
  { what, known }: { readonly what: string; readonly known: readonly string[] },
  place: string,
  report: Report,
): void {
  for (const issue of error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) report(place, unknownKey(what, key, known));
    else {
      const path = issue.path.map((part) => (typeof part === 'number' ? `[${String(part)}]` : `.${String(part)}`));
      report(`${place}${path.join('')}`, issue.message);
    }
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
