import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'choice',
    right: 'b',
    why: 'From listen on the kernel answers SYNs and completes handshakes; accept only takes what is finished out of the queue.',
    wrong: {
      a: 'The server has one thread. Where does it stand while the first client thinks?',
      c: 'Look at the handshake in a capture: who sent which segment before any data?',
      d: 'Look with `ss -tan` while the second client waits: how many ends of its connection are there, and in which state?',
    },
  },
  Q2: {
    kind: 'several',
    right: ['a', 'c', 'e'],
    why: 'The backlog limits the queue, Linux admits one more than it, and drops the SYN of the next.',
    feedback: {
      a: 'What does listen start: a queue, or a service?',
      b: 'What does accept take out of the queue, and is there room in it afterwards?',
      c: 'Do step 4 of the sheet, and count those that connect.',
      d: 'Do step 4 of the sheet. With which words does the seventh fail, and after how long?',
      e: 'Do step 4 of the sheet, and let the server accept one while the seventh is trying.',
      f: 'How many clients wait at a time, when there are five who take them?',
    },
  },
  Q3: {
    kind: 'number',
    right: 3,
    why: 'Linux admits one more than the backlog; nobody is accepted, so that it stays full.',
    wrong: [
      { value: 2, credit: 0.5, feedback: 'Nearly. Do step 4 of the sheet with 2 in place of 5, and count.' },
      { value: 8, feedback: 'Who keeps those who are connected, while nobody calls accept?' },
      { value: 0, feedback: 'Does a client need accept to be connected?' },
      { value: 1, feedback: 'Does a client need accept to be connected? Try it with 2 in place of 5.' },
    ],
  },
  Q4: {
    kind: 'number',
    right: 15,
    tolerance: { absolute: 0.5 },
    why: 'Each of the three has its own 5 seconds, and they begin when it is accepted, not when it connects.',
    wrong: [
      {
        value: 5,
        feedback:
          'So long the first of them has. When do the 5 seconds of the second begin: when it connects, or when it is served?',
      },
      { value: 10, feedback: 'How many are there before you, the one that is served included?' },
      { value: 20, feedback: 'You say something: are the 5 seconds to be waited for in your case?' },
      { value: 0, feedback: 'Your connect returns at once. Who reads your line, and when?' },
    ],
  },
  Q5: {
    kind: 'transcript',
    why: 'The kernel keeps all that has come until it is read: all lines with their line feeds.',
    right: (exchange) => bytesOf(exchange, 'client'),
    wrong: [
      {
        value: (exchange) => bytesOf(exchange, 'client') - count(exchange, 'client'),
        credit: 0.5,
        feedback: 'Each line ends with a byte that you do not see.',
      },
      {
        value: (exchange) => bytesOf(exchange, 'client') + bytesOf(exchange, 'server'),
        feedback: 'The echoes are not yet sent: nobody has read the lines.',
      },
      {
        value: (exchange) => last(exchange).length,
        feedback: 'This is the last line. What has become of those before?',
      },
      { value: () => 0, feedback: 'Nobody has read what the client has sent. Where is it?' },
    ],
  },
  Q6: {
    kind: 'text',
    why: 'The listening socket is closed with connections in its queue that nobody has accepted: the kernel resets them.',
    rules: [
      {
        pattern: /refused|ECONNREFUSED/i,
        credit: 0,
        feedback: 'That is what connect gets where nobody listens. This client is connected.',
        like: ['connection refused', 'ECONNREFUSED'],
      },
      {
        pattern: /times? ?-?out|timed out|nothing happens|for ever/i,
        credit: 0,
        feedback:
          'The machine is still there, and its kernel knows that nobody will ever accept. What does it tell the client?',
        like: ['a timeout', 'it times out', 'it waits for ever'],
      },
      {
        pattern: /ECONNRESET|connection ?(?:was )?reset|reset by peer|ConnectionReset(?:Error)?/i,
        credit: 1,
        like: ['ECONNRESET', 'Connection reset by peer', 'ConnectionResetError', 'the connection was reset'],
      },
      {
        pattern: /\bRST\b|\breset\b/i,
        credit: 0.5,
        feedback: 'That is what comes over the wire. As which error does the program see it?',
        like: ['an RST', 'reset'],
      },
      {
        pattern: /EPIPE|broken ?pipe/i,
        credit: 0,
        feedback: 'That is an error of sending. The client calls recv.',
        like: ['EPIPE', 'BrokenPipeError'],
      },
      {
        pattern: /\bb?(?:''|"")|\bempty\b|\bEOF\b|end of (?:the )?(?:stream|file)|\b(?:no|0|zero) bytes\b/i,
        credit: 0,
        feedback: 'So it would be if a program had closed the connection. Nobody has accepted this one: try it.',
        like: ["b''", 'EOF', 'zero bytes', 'an empty read'],
      },
    ],
  },
  Q7: {
    kind: 'open',
    why: 'A timeout for each read does not limit a visit; a limit for a line or for the whole visit does, and costs those who are slow or have much to say.',
    rubric: [
      {
        points: 1,
        text: 'it keeps them as long as it likes (up to the longest line): each byte starts the 5 seconds anew',
      },
      {
        points: 1,
        text: 'a rule that limits more than one silence: a time for a whole line, for the whole visit, or for a number of lines, perhaps only while somebody waits',
      },
      {
        points: 1,
        text: 'how: note the time when the line or the visit began, and give each recv only what is left of it (or a watchdog that closes)',
      },
      { points: 1, text: 'names who suffers: slow typists, slow networks, clients with much to send' },
    ],
    example:
      'For ever, or until the line is too long: each byte is something that comes, so that the timeout of recv starts again. Fairer: a line has to be complete 10 seconds after its first byte, and a visit is over after a minute when somebody waits. The server notes when the line and the visit began, and sets the timeout before each recv to what is left of the shorter time. This is unfair to somebody who types slowly or is far away, and to a client with many lines, which has to connect again and queue at the end.',
  },
  Q8: {
    kind: 'several',
    right: ['a', 'c'],
    why: 'Both take no longer than an exchange. A visit of hours, or a long transfer to a slow reader, keeps all others.',
    feedback: {
      a: 'How long does such a visit take?',
      b: 'How long does the second who wants to chat wait?',
      c: 'How long does such a visit take, and how often does one come?',
      d: 'How long does such a visit take for a client with a slow network?',
    },
  },
} satisfies Key;

function sent({ segments }: SeenExchange, side: 'client' | 'server'): Uint8Array[] {
  return segments.filter(({ from }) => from === side).map(({ bytes }) => bytes);
}

function bytesOf(exchange: SeenExchange, side: 'client' | 'server'): number {
  return sent(exchange, side).reduce((sum, bytes) => sum + bytes.length, 0);
}

function count(exchange: SeenExchange, side: 'client' | 'server'): number {
  return sent(exchange, side).length;
}

function last(exchange: SeenExchange): Uint8Array {
  return sent(exchange, 'client').at(-1) ?? new Uint8Array();
}
