import { expect } from 'chai';
import { LastReadings, readingLine } from '../../../src/cli/commands/serve/readings/last-readings.js';
import { LiveTable } from '../../../src/cli/commands/serve/readings/live-table.js';
import type { CountedReading } from '../../../src/protocols/gateway/device-table.js';

const AT = new Date(2026, 0, 1, 13, 21, 5);

function counted(
  device: number,
  value: number,
  alarm: CountedReading['alarm'] = 'off',
  quantity: CountedReading['reading']['quantity'] = 'temperature',
): CountedReading {
  return { reading: { device, sequence: 0, quantity, value }, limit: 60_000, alarm };
}

describe('the last readings', () => {
  it('are a table with one line for each quantity of each device, alarms first', () => {
    const readings = new LastReadings();
    for (const one of [
      counted(2, 1000),
      counted(1, 27_640),
      counted(2, 41_000, 'off', 'humidity'),
      counted(3, 61_000, 'begins'),
      counted(3, 74_629, 'on'),
    ])
      readings.add(one, AT);
    expect(readings.lines(10)).to.deep.equal([
      'device  quantity      value      at        alarm',
      '     3  temperature  74.629  °C  13:21:05  above 60.000 °C',
      '     1  temperature  27.640  °C  13:21:05',
      '     2  humidity     41.000  %   13:21:05',
      '     2  temperature   1.000  °C  13:21:05',
      '3 devices, 5 readings, 1 alarm',
    ]);
  });

  it('are no more lines than there is room for: alarms, and then who was heard last', () => {
    const readings = new LastReadings();
    readings.add(counted(9, 99_000, 'begins'), AT);
    for (let device = 1; device <= 8; device++) readings.add(counted(device, 0), AT);
    const lines = readings.lines(5);
    expect(lines).to.have.lengthOf(5);
    expect(lines.slice(1, -1).map((line) => Number(line.slice(0, 6)))).to.deep.equal([9, 7, 8]);
    expect(lines.at(-1)).to.equal('9 devices, 9 readings, 1 alarm; 6 more that do not fit in here');
    expect(readings.lines(1)).to.have.lengthOf(1);
  });

  it('are a line each where there is no terminal', () => {
    const lines = [
      counted(7, 21_500),
      counted(7, 61_500, 'begins'),
      counted(7, 62_000, 'on'),
      counted(7, -3250, 'ends'),
    ].map((one) => readingLine(one, AT));
    expect(lines).to.deep.equal([
      '13:21:05  device 7  temperature 21.500 °C',
      '13:21:05  device 7  temperature 61.500 °C  alarm: above 60.000 °C',
      '13:21:05  device 7  temperature 62.000 °C  above 60.000 °C',
      '13:21:05  device 7  temperature -3.250 °C  alarm over',
    ]);
  });
});

describe('a table on a terminal', () => {
  /** What is done with the lines of a screen with so much room. */
  const drawn = (room: number, draw: (table: LiveTable) => void): (string | readonly string[])[] => {
    const done: (string | readonly string[])[] = [];
    const live = {
      room,
      show: (lines: readonly string[]) => done.push(lines),
      keep: () => done.push('kept'),
      remove: () => undefined,
    };
    draw(new LiveTable(live, (most) => ['first line', 'second', 'third', 'fourth'].slice(0, most)));
    return done;
  };

  it('has as many lines as there is room for', () => {
    expect(
      drawn(3, (table) => {
        table.draw();
      }),
    ).to.deep.equal([['first line', 'second', 'third']]);
  });

  it('is drawn below what was written in between', () => {
    expect(
      drawn(4, (table) => {
        table.draw();
        table.leave();
        table.draw();
      }).map((what) => (what === 'kept' ? what : 'drawn')),
    ).to.deep.equal(['drawn', 'kept', 'drawn']);
  });
});
