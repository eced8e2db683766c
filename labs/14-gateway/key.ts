import type { VariantValues } from '../../src/lab/dimension.js';
import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

/** `order`: the fields of a reading in the student's order. */
export default ({ order }: VariantValues): Key => {
  const fields = String(order).split(', ');
  const value = placeOf('value', fields);
  const sequence = placeOf('sequence', fields);
  const asked = { device: '01 02', sequence: '00 03', quantity: '02', unit: '02', value: '00 00 a0 28' };
  const reading = (wrong: Partial<typeof asked> = {}): string =>
    fields.map((name) => ({ ...asked, ...wrong })[name as keyof typeof asked]).join(' ');
  const numbers = fields
    .filter((name) => name === 'device' || name === 'sequence')
    .map((name) => asked[name as keyof typeof asked])
    .join(' ');
  const right = reading();
  const turned = reading({ device: '02 01', sequence: '03 00', value: '28 a0 00 00' });
  const whole = reading({ value: '00 00 00 29' });
  const decimal = reading({ device: '02 58' });
  const other = reading({ quantity: '01', unit: '01' });
  return {
    Q1: {
      kind: 'text',
      why: '258 is 0102, 41 % are 41000 thousandths, 0000a028, and everything has its most significant byte first.',
      rules: [
        {
          pattern: hex(right),
          credit: 1,
          like: [right, right.toUpperCase().replaceAll(' ', ''), right.replace(/\b(?=..\b)/g, '0x'), `00 0a ${right}`],
        },
        {
          pattern: hex(turned),
          credit: 0.5,
          feedback: 'This is how many processors store these numbers. Which byte comes first on this network?',
          like: [turned],
        },
        { pattern: hex(whole), credit: 0.5, feedback: 'In what is the value of a reading measured?', like: [whole] },
        {
          pattern: hex(decimal),
          credit: 0.5,
          feedback: 'Convert 258 into a number of base 16; its decimal digits do not stand in the bytes.',
          like: [decimal],
        },
        { pattern: hex(other), credit: 0.5, feedback: 'Which quantity is this, and which is its unit?', like: [other] },
        {
          pattern: hex(numbers),
          credit: 0.25,
          feedback:
            'Device and sequence number are right. Quantity and unit have a byte each, and the value four, in thousandths.',
          like: [reading({ value: 'a0 28' }), numbers],
        },
      ],
    },
    Q2: {
      kind: 'number',
      right: -1_067_646.976,
      why: "Read the other way round the bytes are c05d0000. The highest bit is set: as two's complement that is -1067646976, in thousandths.",
      wrong: [
        {
          value: 3_227_320.32,
          credit: 0.5,
          feedback: 'So it is without a sign. What does the highest bit mean in an int32_t?',
        },
        {
          value: -1_067_646_976,
          credit: 0.5,
          feedback: 'This is the number in the int32_t. In what are values measured?',
        },
        {
          value: 24,
          feedback:
            'This is what the device has meant. The gateway takes the byte that came first for the least significant one.',
        },
        { value: -24, feedback: 'The sign is the highest bit. Which byte has it when the order is turned round?' },
      ],
    },
    Q3: {
      kind: 'choice',
      right: 'b',
      why: '-3250 is fffff34e; without a sign these are 4294964046 thousandths, far above the limit.',
      wrong: {
        a: 'The sign is not a byte that could be left out: look at the bytes of -3250.',
        c: 'All fields of this reading are as they have to be: what would the gateway find wrong?',
        d: 'Which number do the bytes ff ff f3 4e make?',
      },
    },
    Q4: {
      kind: 'several',
      right: ['a', 'b', 'c', 'e'],
      why: 'The device sees the same in all four cases, which is why the gateway has to tell them apart. TCP delivers nothing twice on one connection.',
      feedback: {
        a: 'The connection may have broken before the reading was out.',
        b: 'Then the repeated one must not be counted: what are the sequence numbers for?',
        c: 'A device that waits for three seconds does not know what comes in the fourth.',
        d: 'On one connection TCP delivers each byte once. Who has repeated the reading?',
        e: 'A connection may break in the middle of a message. What does the gateway do with the half?',
      },
    },
    Q5: {
      kind: 'transcript',
      why: 'The value is a field of four bytes in the last message of the client, most significant byte first, in thousandths.',
      right: (exchange) => last(exchange).getInt32(value) / 1000,
      wrong: [
        {
          value: (exchange) => last(exchange).getInt32(value),
          credit: 0.5,
          feedback: 'In what is the value of a reading measured?',
        },
        {
          value: (exchange) => last(exchange).getInt32(value, true) / 1000,
          credit: 0.5,
          feedback: 'Which byte of a number comes first on this network?',
        },
        { value: (exchange) => first(exchange).getInt32(value) / 1000, feedback: 'This is the first reading.' },
        {
          value: (exchange) => last(exchange).getUint16(sequence),
          feedback: 'This is the sequence number. Write down the fields of the message with their sizes.',
        },
      ],
    },
    Q6: {
      kind: 'text',
      why: 'Remote monitoring and control, in the Internet of Things; the server that takes what the devices send is the gateway.',
      rules: [
        {
          pattern:
            /(?:\bIoT\b|internet of things|(?:remote|tele)[- ]?(?:monitoring|control|metry)).*\b(?:gateway|acknowledg\w+|alarms?|server|protocol)\b/i,
          credit: 1,
          like: [
            'IoT; the gateway',
            'Internet of Things, and this lab is about the gateway',
            'remote monitoring and control; the server that takes the readings',
            'telemetry: the protocol between device and gateway',
          ],
        },
        {
          pattern:
            /\b(?:gateway|server|protocol|alarms?|acknowledg\w+)\b.*(?:\bIoT\b|internet of things|(?:remote|tele)[- ]?(?:monitoring|control|metry))/i,
          credit: 1,
          like: ['The gateway of an IoT system', 'the server in remote monitoring'],
        },
        {
          pattern: /\bIoT\b|internet of things|(?:remote|tele)[- ]?(?:monitoring|control|metry)/i,
          credit: 0.5,
          feedback: 'And which part of it have you built here?',
          like: ['IoT', 'the Internet of Things', 'remote monitoring'],
        },
        {
          pattern: /\bgateway\b/i,
          credit: 0.5,
          feedback: 'That is the part. What is the whole called, in which things are on the network?',
          like: ['the gateway'],
        },
        {
          pattern: /\bchat\b|\bweb\b|home automation|smart/i,
          credit: 0.25,
          feedback:
            'The sheet names the board with which it begins. What is it called when such things are on the Internet, or watched from afar?',
          like: ['smart home', 'home automation', 'a web application'],
        },
      ],
    },
    Q7: {
      kind: 'open',
      why: 'Whoever has understood the lab can say for another application what may be lost and what may be counted twice.',
      rubric: [
        { points: 1, text: 'an application with devices, and what they send and how often' },
        {
          points: 2,
          text: 'what happens when a message is lost, repeated or late, and why that is right for this application',
        },
        {
          points: 1,
          text: 'something that the gateway of the lab lacks for it: who may send (keys), what is stored, the time of a reading, commands to the devices, noticing a device that is silent',
        },
      ],
      example:
        'Scales under bee hives send the weight once in ten minutes. One lost value does no harm, so three tries are enough, but a swarm that leaves makes a loss of 2 kg within minutes: that alarm has to be acknowledged by a person. A value that is counted twice would show a honey flow that there was not, so sequence numbers are needed. The reading would need a time, as a device without a network keeps its values and sends them later; and keys, as otherwise everybody could send weights for my hives.',
    },
  };
};

/** Its offset on the wire, behind the length. */
function placeOf(field: string, order: readonly string[]): number {
  const sizes: Readonly<Record<string, number>> = { device: 2, sequence: 2, quantity: 1, unit: 1, value: 4 };
  return order.slice(0, order.indexOf(field)).reduce((sum, name) => sum + (sizes[name] as number), 2);
}

/** These bytes in hexadecimal, however they are set apart; a length may stand before them. */
function hex(bytes: string): RegExp {
  return new RegExp(
    bytes
      .split(' ')
      .map((byte) => `(?:0x|\\\\x)?${byte}`)
      .join('[\\s,:.|-]*'),
    'i',
  );
}

function readings({ segments }: SeenExchange): readonly DataView[] {
  return segments
    .filter(({ from }) => from === 'client')
    .map(({ bytes }) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
}

function first(exchange: SeenExchange): DataView {
  return readings(exchange)[0] as DataView;
}

function last(exchange: SeenExchange): DataView {
  return readings(exchange).at(-1) as DataView;
}
