import type { Unit } from '../../lab/question.js';

/** A number in the unit of its question, or why it cannot be told. */
export type MeasuredAnswer = { readonly value: number } | { readonly unclear: string };

const NUMBER = /^([+-]?)(0x[0-9a-f]+|\d[\d,.' \u00a0\u202f_]*(?:e[+-]?\d+)?|[.,]\d+(?:e[+-]?\d+)?)/i;
const LONGEST = 200;

/** Reads `42`, `1,000 bytes`, `1 000`, `3.5 ms`, `3,5`, `1e6`, `0x1f`, `about 42 bytes`. */
export function measureAnswer(answer: string, unit?: Unit): MeasuredAnswer {
  const text = answer
    .replace(/[*`~≈]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\u2212/g, '-')
    .trim();
  if (text.length > LONGEST)
    return { unclear: `an answer of ${text.length} characters where a number is asked for: write the number alone` };
  const start = text.replace(
    /^(?:(?:the|my) )?(?:answer|result)?(?: is)? ?[:=]? ?(?:about|approximately|approx\.?|ca\.?|circa|=)? ?/i,
    '',
  );
  const match = NUMBER.exec(start);
  if (match === null)
    return {
      unclear: `no number is at the beginning of ${JSON.stringify(text.slice(0, 40))}: write a number such as ${unit === undefined ? '42' : `42 ${unit.name}`}`,
    };
  const [whole, sign = '', digits = ''] = match;
  const number = valueOf(digits.trim());
  const rest = start.slice(whole.length).trim();
  if (number === undefined)
    return {
      unclear: `${whole.trim()} can be read in two ways: write digits, with a point before what is less than 1`,
    };
  if (/^(?:-|–|to|or|and|\/)? ?\d/i.test(rest)) return { unclear: `several numbers: write one` };
  const factor = factorOf(rest, unit);
  if (typeof factor === 'string') return { unclear: factor };
  return { value: (sign === '-' ? -number : number) * factor };
}

function valueOf(digits: string): number | undefined {
  if (/^0x/i.test(digits)) return Number(digits);
  const [mantissa = '', exponent] = digits.toLowerCase().split('e');
  const plain = mantissa.replace(/[.,' \u00a0\u202f_]+$/, '');
  const power = exponent === undefined ? 1 : 10 ** Number(exponent);
  if (/^\d{1,3}(?:([,' \u00a0\u202f_])\d{3})(?:\1\d{3})*(?:\.\d+)?$/.test(plain))
    return Number(plain.replace(/[^\d.]/g, '')) * power;
  if (/^\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$/.test(plain))
    return Number(plain.replaceAll('.', '').replace(',', '.')) * power;
  return /^\d*[.,]?\d*$/.test(plain) ? Number(plain.replace(',', '.')) * power : undefined;
}

/** How many of the question's unit one of what is written is; a text where that cannot be told. */
function factorOf(rest: string, unit: Unit | undefined): number | string {
  // Behind the unit may stand a reason.
  const word = /^[\p{L}%°/µμ]+(?:[²³]|\/s)?/u.exec(rest)?.[0] ?? '';
  if (unit === undefined) return 1;
  const names = new Map([[unit.name, 1], ...Object.entries(unit.accepted ?? {})]);
  const known = [...names.keys()];
  if (word === '')
    return unit.required === true ? `the unit is missing: write the number with one of ${known.join(', ')}` : 1;
  const exact = names.get(word);
  if (exact !== undefined) return exact;
  const folded = known.filter(
    (name) => name.toLowerCase() === word.toLowerCase() || name.toLowerCase() === `${word.toLowerCase()}s`,
  );
  const [only] = folded;
  if (folded.length === 1 && only !== undefined) return names.get(only) as number;
  return /^(?:because|since|as|which|that|so|in|for|per|is)$/i.test(word) && unit.required !== true
    ? 1
    : `the unit ${JSON.stringify(word.slice(0, 20))} is not known: write one of ${known.join(', ')}`;
}
