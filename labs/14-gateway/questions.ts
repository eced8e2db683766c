import type { Question } from '../../src/lab/question.js';
import type { Messages } from './messages.js';

// Temperatures of device 7, in thousandths: a message that is drawn is text, so that no byte of theirs may be above 7f.
const VALUES = [20_600, 10_240, 80, 65_656, 20_000, 20_480, 66_051];
/** The questions, with the messages of a variant. */
export const questionsFor = ({ reading }: Messages): readonly Question[] => [
  {
    id: 'Q1',
    kind: 'text',
    points: 2,
    text: 'Write down the ten bytes of this reading, in hexadecimal: device 258, sequence number 3, humidity, 41 %.',
  },
  {
    id: 'Q2',
    kind: 'number',
    points: 3,
    unit: { name: '°C', accepted: { C: 1, degrees: 1, celsius: 1 } },
    text: 'A gateway on a processor that stores the least significant byte first copies the four bytes of a value into an `int32_t`, as they came: `00 00 5d c0`, which is 24.000 °C. With which temperature does it reckon? Three decimals.',
  },
  {
    id: 'Q3',
    kind: 'choice',
    points: 2,
    text: 'A gateway takes values for numbers without sign. What does it do in a cold night, at -3.250 °C?',
    choices: {
      a: 'It counts the reading as 3.250 °C.',
      b: 'It raises an alarm.',
      c: 'It answers that this is no reading.',
      d: 'It counts the reading as 0 °C.',
    },
  },
  {
    id: 'Q4',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'A device has sent a reading, and no acknowledgement came. It connects anew and repeats the reading. What may have happened before?',
    choices: {
      a: 'The reading never reached the gateway.',
      b: 'The gateway has counted the reading, and its acknowledgement was lost with the connection.',
      c: 'The gateway was too slow, and the acknowledgement came after the device had closed the connection.',
      d: 'TCP has delivered the reading twice to the gateway.',
      e: 'Half of the reading reached the gateway.',
    },
  },
  {
    id: 'Q5',
    kind: 'transcript',
    points: 3,
    run: {
      messages: VALUES.map((value, sequence) => String.fromCharCode(...reading(7, sequence, value))),
      least: 4,
      most: 6,
    },
    unit: { name: '°C', accepted: { C: 1, degrees: 1, celsius: 1 } },
    text: 'Each reading of this exchange is a segment of its own. Which temperature, in °C, does the **last** reading carry? Three decimals.',
  },
  {
    id: 'Q6',
    kind: 'text',
    points: 2,
    text: 'An ESP32 measures the temperature of a greenhouse once a minute and sends it to a server like this one; the owner looks at it on a phone and can open a window from there. What is such a use of networks called? And name the part of it that this lab is about.',
  },
  {
    id: 'Q7',
    kind: 'open',
    points: 4,
    text: 'Chat, remote monitoring, the Internet of Things: choose an application with devices that you know or would like to have. Say what its devices send and how often, what has to happen when a message is lost, repeated or late, and what the gateway of this lab would lack for it.',
  },
];
