import { withVariants } from '../../src/lab/variant.js';
import { checksFor } from './checks.js';
import { messagesIn } from './messages.js';
import { questionsFor } from './questions.js';
import { sheetWords } from './sheet.js';

const HUMIDITY = 2;
const USUAL_ORDER = 'device, sequence, quantity, unit, value';

export default withVariants(
  {
    port: { usual: 7000, from: 20_000, to: 29_999 },
    limit: ['60 °C', '55 °C', '50 °C', '45 °C', '40 °C'],
    // In each of them quantity and unit are where they are in the others: the sheet says at which byte.
    order: [
      USUAL_ORDER,
      'sequence, device, quantity, unit, value',
      'value, quantity, unit, device, sequence',
      'value, quantity, unit, sequence, device',
    ],
  },
  ({ port, limit: text, order }) => {
    const limit = thousandths(text);
    const messages = messagesIn(fieldsOf(order));
    const { reading, acknowledged, alarm, alarmOver, noReading } = messages;
    const hot = reading(7, 1, 61_500);
    return {
      title: 'Gateway',
      summary: 'binary fields and endianness; many slow devices; remote monitoring',
      server: { transport: 'tcp', framing: 'length16', handler: handlerOf(text, order), port },
      client: [
        { op: 'send', client: 'boiler', messages: [reading(7, 0, 21_500)] },
        { op: 'expect', client: 'boiler', messages: [acknowledged(7, 0)] },
        // A slow line: the length, the first and the last field come in two pieces each.
        { op: 'send', client: 'cellar', messages: [reading(8, 0, 41_000, HUMIDITY)], cuts: [1, 3, 11] },
        { op: 'expect', client: 'cellar', messages: [acknowledged(8, 0)] },
        { op: 'send', client: 'boiler', messages: [hot] },
        { op: 'expect', client: 'boiler', messages: [acknowledged(7, 1), alarm(7, 1, 61_500, limit)] },
        // Its acknowledgement was lost, the device thinks. It is not counted twice, and there is no second alarm.
        { op: 'send', client: 'boiler', messages: [hot] },
        { op: 'expect', client: 'boiler', messages: [acknowledged(7, 1, 1)] },
        { op: 'send', client: 'boiler', messages: [reading(7, 2, -3250)] },
        { op: 'expect', client: 'boiler', messages: [acknowledged(7, 2), alarmOver(7, 2, -3250, limit)] },
        // There is no quantity 9.
        {
          op: 'send',
          client: 'cellar',
          messages: [reading(8, 1, 40_000, HUMIDITY), reading(8, 2, 40_000, 9, HUMIDITY)],
        },
        { op: 'expect', client: 'cellar', messages: [acknowledged(8, 1), noReading(4)] },
      ],
      checks: checksFor(limit, messages),
      questions: questionsFor(messages),
    };
  },
  ({ limit, order }) => ({
    ...sheetWords(fieldsOf(order), thousandths(limit), messagesIn(fieldsOf(order))),
    handler: `handler ${handlerOf(limit, order)}`,
    'handler with another limit': handlerOf('70 °C', order),
  }),
);

function fieldsOf(order: string): readonly string[] {
  return order.split(', ');
}

function handlerOf(limit: string, order: string): string {
  const settings = [
    ...(limit === '60 °C' ? [] : [`temperature=${String(Number.parseInt(limit))}`]),
    ...(order === USUAL_ORDER ? [] : [`order=${fieldsOf(order).join('-')}`]),
  ];
  return settings.length === 0 ? 'gateway' : `gateway:${settings.join(',')}`;
}

function thousandths(limit: string): number {
  return 1000 * Number.parseInt(limit);
}
