import { unknownName } from '../text/nearest.js';
import type { Exchange } from '../core/exchange.js';
import type { Script, Step } from '../lab/step.js';
import { toSteps } from './exchange-steps.js';
import { ScriptError, unknownKey } from './script-error.js';
import { isOp, STEP_SHAPES } from './step-shape.js';

type Fields = Readonly<Record<string, unknown>>;
type Report = (place: string, text: string) => void;

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
  if (!isOp(op)) {
    report(place, unknownName('step', op, Object.keys(STEP_SHAPES)));
    return;
  }
  const { value, keys } = STEP_SHAPES[op];
  checkKeys(step, ['op', 'client', ...(value === 'client' ? [] : [value]), ...keys], `a step "${op}"`, place, report);
  if (step.client !== undefined && typeof step.client !== 'string') report(`${place}.client`, 'has to be a text');
  if (value === 'messages') checkPayloads(step.messages, `${place}.messages`, report);
  if (value === 'bytes' && !isPayload(step.bytes)) report(`${place}.bytes`, 'has to be a text or a Uint8Array');
  if (value === 'ms' && !isCount(step.ms)) report(`${place}.ms`, 'has to be a time in milliseconds');
  if (step.cuts !== undefined && !(Array.isArray(step.cuts) && step.cuts.every(isCount)))
    report(`${place}.cuts`, 'has to be a list of byte offsets');
  if (step.orReset !== undefined && typeof step.orReset !== 'boolean')
    report(`${place}.orReset`, 'has to be true or false');
}

function checkExchange(exchange: Fields, place: string, report: Report): void {
  checkKeys(exchange, ['client', 'send', 'replies', 'others', 'closes'], 'an exchange', place, report);
  if (exchange.client !== undefined && typeof exchange.client !== 'string')
    report(`${place}.client`, 'has to be a text');
  if (exchange.send !== undefined && !isPayload(exchange.send))
    report(`${place}.send`, 'has to be a text or a Uint8Array');
  if (exchange.replies !== undefined) checkPayloads(exchange.replies, `${place}.replies`, report);
  if (exchange.closes !== undefined && typeof exchange.closes !== 'boolean')
    report(`${place}.closes`, 'has to be true or false');
  if (exchange.others === undefined) return;
  if (!isFields(exchange.others)) report(`${place}.others`, 'has to be lists of messages by the name of their client');
  else
    for (const [name, list] of Object.entries(exchange.others)) checkPayloads(list, `${place}.others.${name}`, report);
}

function checkKeys(fields: Fields, known: readonly string[], what: string, place: string, report: Report): void {
  for (const key of Object.keys(fields)) if (!known.includes(key)) report(place, unknownKey(what, key, known));
}

function checkPayloads(list: unknown, place: string, report: Report): void {
  if (!Array.isArray(list)) report(place, 'has to be a list of messages');
  else
    for (const [index, item] of list.entries())
      if (!isPayload(item)) report(`${place}[${String(index)}]`, 'has to be a text or a Uint8Array');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isPayload(value: unknown): boolean {
  return typeof value === 'string' || value instanceof Uint8Array;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
