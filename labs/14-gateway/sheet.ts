import type { Messages } from './messages.js';

// What the sheet and the programs to start from say that follows from the values of a variant.

interface Column {
  readonly size: number;
  /** As the first reading of the sheet has it. */
  readonly shown: string;
  readonly width: number;
  readonly note: string;
  /** In the formats of Python's struct. */
  readonly format: string;
  readonly python: readonly [name: string, number: string];
}

const COLUMNS: Readonly<Record<string, Column>> = {
  length: { size: 2, shown: '00 0a', width: 9, note: 'unsigned', format: 'H', python: ['', ''] },
  device: { size: 2, shown: '00 07', width: 9, note: 'unsigned', format: 'H', python: ['DEVICE', '7'] },
  sequence: { size: 2, shown: '00 01', width: 10, note: 'unsigned', format: 'H', python: ['sequence', '0'] },
  quantity: { size: 1, shown: '01', width: 10, note: '', format: 'B', python: ['TEMPERATURE', '1'] },
  unit: { size: 1, shown: '01', width: 6, note: '', format: 'B', python: ['CELSIUS', '1'] },
  value: { size: 4, shown: '00 00 f0 3c', width: 13, note: 'signed', format: 'i', python: ['thousandths', '61500'] },
};

/** `order`: the names of the fields, `limit` in thousandths. */
export function sheetWords(
  order: readonly string[],
  limit: number,
  { acknowledged, alarm }: Messages,
): Readonly<Record<string, string>> {
  const numbers = order.filter((name) => name === 'device' || name === 'sequence');
  const ofAlarm = order.filter((name) => name !== 'unit');
  const format = order.map((name) => column(name).format).join('');
  const python = (at: 0 | 1): string => `'>${format}', ${order.map((name) => column(name).python[at]).join(', ')}`;
  return {
    picture: pictureOf(['length', ...order]),
    'limit with decimals': `${String(limit / 1000)}.000`,
    'limit in thousandths': String(limit),
    'limit in code': String(limit).replace(/(?=\d{3}$)/, '_'),
    numbers: numbers.join(', '),
    'fields of an acknowledgement': sized(numbers),
    'fields of an alarm': sized([...ofAlarm, 'limit']),
    'names in an alarm': [...ofAlarm, 'limit'].join(', '),
    'format of a reading': `>${format}`,
    'format in words':
      order[0] === 'value'
        ? 'one signed number of 4 bytes, two unsigned of 1 byte, two of 2'
        : 'two unsigned numbers of 2 bytes, two of 1 byte, one signed of 4',
    'format of an alarm': `>B${ofAlarm.map((name) => column(name).format).join('')}i`,
    'reading in Python': python(0),
    'reading of the sheet': python(1),
    'replies in bytes': [acknowledged(7, 0), alarm(7, 0, 61_500, limit)]
      .map((reply) => hex([0, reply.length, ...reply]))
      .join(' '),
    'places in a reading': places('', 0, order),
    'places in an acknowledgement': places('ACKNOWLEDGED_', 1, numbers),
    'places in an alarm': places('ALARM_', 1, ofAlarm),
  };
}

function column(name: string): Column {
  return COLUMNS[name] as Column;
}

function sized(names: readonly string[]): string {
  return names.map((name) => `${name} ${String(COLUMNS[name]?.size ?? 4)}`).join(', ');
}

/** As constants of a program, whatever the order, in one order. */
function places(prefix: string, from: number, order: readonly string[]): string {
  const at = (name: string): number =>
    order.slice(0, order.indexOf(name)).reduce((sum, before) => sum + column(before).size, from);
  return Object.keys(COLUMNS)
    .filter((name) => order.includes(name))
    .map((name) => `${prefix}${name.toUpperCase()}_AT = ${String(at(name))}`)
    .join(', ');
}

function pictureOf(names: readonly string[]): string {
  const row = (border: string, cell: (of: Column, name: string) => string): string => {
    const [left = '', between = '', right = ''] = border;
    return `      ${left}${names.map((name) => centred(cell(column(name), name), column(name).width)).join(between)}${right}`;
  };
  return [
    row('   ', (_, name) => name).trimEnd(),
    row('┌┬┐', ({ width }) => '─'.repeat(width)),
    `${row('│││', ({ shown }) => shown)}    device 7, second reading: 61.500 °C,`,
    `${row('└┴┘', ({ width }) => '─'.repeat(width))}    in thousandths`,
    row('   ', ({ note }) => note).trimEnd(),
  ].join('\n');
}

function centred(text: string, width: number): string {
  return text.padStart(Math.ceil((width + text.length) / 2)).padEnd(width);
}

function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
