import type { CountedReading } from '../../../../protocols/gateway/device-table.js';
import { quantities } from '../../../../protocols/gateway/quantity.js';
import { countText } from '../../../../text/count-text.js';
import { table } from '../../../../text/table.js';

const MOST = 20_000; // devices and quantities that are kept

interface Row {
  readonly last: CountedReading;
  readonly at: Date;
}

/** The last reading of each quantity of each device. */
export class LastReadings {
  readonly #rows = new Map<string, Row>(); // the longest silent first
  #counted = 0;

  add(last: CountedReading, at: Date): void {
    const { device, quantity } = last.reading;
    const key = `${device} ${quantity}`;
    this.#rows.delete(key);
    if (this.#rows.size >= MOST) this.#rows.delete(this.#rows.keys().next().value as string);
    this.#rows.set(key, { last, at });
    this.#counted++;
  }

  /** A table of at most so many lines: alarms first, then who was heard last, each in the order of their numbers. */
  lines(most: number): string[] {
    const rows = [...this.#rows.values()];
    const alarms = rows.filter(isAbove);
    const space = Math.max(0, most - 2); // but for the first line and the last
    const shown = [...alarms, ...rows.filter((row) => !isAbove(row)).reverse()].slice(0, space).sort(byNumber);
    const hidden = rows.length - shown.length;
    const devices = new Set(rows.map(({ last }) => last.reading.device)).size;
    return [
      ...table([['device', 'quantity', 'value', '', 'at', 'alarm'], ...shown.map(cells)], ['right', 'left', 'right']),
      `${countText(devices, 'device')}, ${countText(this.#counted, 'reading')}, ${countText(alarms.length, 'alarm')}${hidden === 0 ? '' : `; ${hidden} more that do not fit in here`}`,
    ].slice(0, most);
  }
}

/** One reading as a line of its own. */
export function readingLine({ reading: { device, quantity, value }, limit, alarm }: CountedReading, at: Date): string {
  const { symbol } = quantities[quantity];
  const about = {
    off: '',
    begins: `  alarm: above ${decimals(limit)} ${symbol}`,
    on: `  above ${decimals(limit)} ${symbol}`,
    ends: '  alarm over',
  };
  return `${time(at)}  device ${device}  ${quantity} ${decimals(value)} ${symbol}${about[alarm]}`;
}

function isAbove({ last: { alarm } }: Row): boolean {
  return alarm === 'begins' || alarm === 'on';
}

function byNumber(a: Row, b: Row): number {
  return (
    Number(isAbove(b)) - Number(isAbove(a)) ||
    a.last.reading.device - b.last.reading.device ||
    a.last.reading.quantity.localeCompare(b.last.reading.quantity)
  );
}

function cells(row: Row): string[] {
  const {
    reading: { device, quantity, value },
    limit,
  } = row.last;
  const { symbol } = quantities[quantity];
  return [
    String(device),
    quantity,
    decimals(value),
    symbol,
    time(row.at),
    isAbove(row) ? `above ${decimals(limit)} ${symbol}` : '',
  ];
}

function decimals(thousandths: number): string {
  return (thousandths / 1000).toFixed(3);
}

function time(at: Date): string {
  return at.toTimeString().slice(0, 8);
}
