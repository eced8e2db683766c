import { withVariants } from '../../src/lab/variant.js';
import { checksFor } from './checks.js';
import { acknowledged, alarm, alarmOver, hex32, noReading, reading } from './messages.js';
import { questions } from './questions.js';

const HUMIDITY = 2;

export default withVariants(
  {
    port: { usual: 7000, from: 20_000, to: 29_999 },
    limit: ['60 °C', '55 °C', '50 °C', '45 °C', '40 °C'],
  },
  ({ port, limit: text }) => {
    const limit = thousandths(text);
    const hot = reading(7, 1, 61_500);
    return {
      title: 'Gateway',
      summary: 'binary fields and endianness; many slow devices; remote monitoring',
      server: { transport: 'tcp', framing: 'length16', handler: text === '60 °C' ? 'gateway' : `gateway:temperature=${Number.parseInt(text)}`, port },
      client: [
        { op: 'send', client: 'boiler', messages: [reading(7, 0, 21_500)] },
        { op: 'expect', client: 'boiler', messages: [acknowledged(7, 0)] },
        // A slow line: the length, the device and the value come in two pieces each.
        { op: 'send', client: 'cellar', messages: [reading(8, 0, 41_000, HUMIDITY)], cuts: [1, 3, 10] },
        { op: 'expect', client: 'cellar', messages: [acknowledged(8, 0)] },
        { op: 'send', client: 'boiler', messages: [hot] },
        { op: 'expect', client: 'boiler', messages: [acknowledged(7, 1), alarm(7, 1, 61_500, limit)] },
        // Its acknowledgement was lost, the device thinks. It is not counted twice, and there is no second alarm.
        { op: 'send', client: 'boiler', messages: [hot] },
        { op: 'expect', client: 'boiler', messages: [acknowledged(7, 1, 1)] },
        { op: 'send', client: 'boiler', messages: [reading(7, 2, -3250)] },
        { op: 'expect', client: 'boiler', messages: [acknowledged(7, 2), alarmOver(7, 2, -3250, limit)] },
        // There is no quantity 9.
        { op: 'send', client: 'cellar', messages: [reading(8, 1, 40_000, HUMIDITY), reading(8, 2, 40_000, 9, HUMIDITY)] },
        { op: 'expect', client: 'cellar', messages: [acknowledged(8, 1), noReading(4)] },
      ],
      checks: checksFor(limit),
      questions,
    };
  },
  ({ limit }) => ({
    'limit in bytes': hex32(thousandths(limit)),
    'limit in thousandths': String(thousandths(limit)),
    'limit in code': String(thousandths(limit)).replace(/(?=\d{3}$)/, '_'),
    'limit with decimals': `${Number.parseInt(limit)}.000`,
  }),
);

function thousandths(limit: string): number {
  return 1000 * Number.parseInt(limit);
}
