import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

const REPLY = 'Message received\n'.length;

export default {
  Q1: {
    kind: 'choice',
    right: 'c',
    why: 'An ACK comes from the kernel of the other machine; it says nothing of the program.',
    wrong: {
      a: 'The checksum of TCP sees to that.',
      b: 'This is what an ACK of TCP says.',
      d: 'Sequence numbers see to that.',
    },
  },
  Q2: {
    kind: 'choice',
    right: 'b',
    why: 'No bytes went over the wire, so that the server cannot know that anything was typed.',
    wrong: {
      a: 'What would the server have received? Look at it with wirelab run, or in Wireshark.',
      c: 'The end of the stream comes when the client ends its direction. It did not.',
      d: 'Try it: sendall of no bytes returns at once, and does nothing.',
    },
  },
  Q3: {
    kind: 'number',
    right: REPLY,
    why: '16 letters and the line feed that ends the line.',
    wrong: [
      {
        value: REPLY - 1,
        credit: 0.5,
        feedback: 'You have counted the letters and the space. How does the client know that the line is complete?',
      },
      { value: REPLY + 1, feedback: 'In this lab a line ends with LF alone.' },
      { value: REPLY - 2, feedback: 'The space between the words is a byte, too, and so is the end of the line.' },
    ],
  },
  Q4: {
    kind: 'several',
    right: ['a', 'b', 'd'],
    why: 'The whole line has to be the word, in any case.',
    feedback: {
      a: 'This is the word itself.',
      b: 'Does the sheet tell capitals from small letters?',
      c: 'Is the line the word, or does it only begin with it?',
      d: 'Does the sheet tell capitals from small letters?',
      e: 'Is the line the word, or does it only end with it? The scripted client of the lab sends this line, too.',
    },
  },
  Q5: {
    kind: 'text',
    why: 'The first write reaches a closed socket, which answers RST; a later read gives ECONNRESET, a later write EPIPE with the signal SIGPIPE.',
    rules: [
      {
        pattern: /refused|ECONNREFUSED/i,
        credit: 0,
        feedback: 'That is what a client gets that finds nobody listening. Here the connection was there.',
        like: ['connection refused', 'ECONNREFUSED'],
      },
      {
        pattern: /SIG(?:KILL|SEGV|INT|TERM)|segmentation/i,
        credit: 0,
        feedback: 'No system sends this signal for a write. Which one has the pipe in its name?',
        like: ['SIGKILL', 'a segmentation fault'],
      },
      {
        pattern:
          /SIGPIPE|EPIPE|broken ?pipe|ECONNRESET|connection ?(?:was )?reset|ConnectionReset(?:Error)?|reset by peer/i,
        credit: 1,
        like: ['SIGPIPE', 'BrokenPipeError', 'EPIPE', 'ECONNRESET', 'Connection reset by peer', 'ConnectionResetError'],
      },
      {
        pattern: /\bRST\b|\breset\b/i,
        credit: 0.5,
        feedback: 'That is what comes over the wire. As what does the program of the server see it?',
        like: ['it gets an RST', 'reset'],
      },
      {
        pattern: /time-?out/i,
        credit: 0,
        feedback: "The client's machine is there and answers at once. With what?",
        like: ['a timeout'],
      },
    ],
  },
  Q6: {
    kind: 'transcript',
    why: 'The SYN of the server takes one number, each reply before it as many as it has bytes with its line feed.',
    right: ({ firstSequence, ...seen }) => firstSequence.server + 1 + firstOf('server', 2, seen),
    wrong: [
      {
        value: ({ firstSequence, ...seen }) => firstSequence.server + firstOf('server', 2, seen),
        credit: 0.5,
        feedback: 'Nearly: does the SYN take a sequence number, too?',
      },
      {
        value: ({ firstSequence, ...seen }) => firstSequence.server + 1 + firstOf('server', 2, seen) - 2,
        credit: 0.5,
        feedback: 'Count the line feeds, too.',
      },
      {
        value: (seen) => 1 + firstOf('server', 2, seen),
        credit: 0.5,
        feedback: 'This is the relative number, as Wireshark shows it. With which number did this server begin?',
      },
      {
        value: ({ firstSequence, ...seen }) => firstSequence.server + 1 + firstOf('server', 3, seen),
        feedback: 'A segment carries the number of its first byte. This is the number behind its last.',
      },
      {
        value: ({ firstSequence, ...seen }) => firstSequence.client + 1 + firstOf('client', 2, seen),
        feedback: "This is the number of the client's third segment: each direction counts for itself.",
      },
    ],
  },
  Q7: {
    kind: 'open',
    why: 'An end of the stream alone has many meanings; an answer has one.',
    rubric: [
      { points: 1, text: 'the client learns from the answer that exit was received and meant' },
      { points: 1, text: 'without it the client sees only the end of the stream (recv returns no bytes), or a reset' },
      {
        points: 2,
        text: 'it cannot tell that from a server that has crashed, was stopped, or closed for another reason before it read exit',
      },
    ],
    example:
      'The answer tells the client that the server has read the line and closes because of it. If the server only closes, recv returns no bytes: exactly what the client would see if the server had crashed or been stopped before it read exit, or had closed because of an error. Only the answer makes the difference.',
  },
} satisfies Key;

/** How many bytes the first segments of one side have. */
function firstOf(side: 'client' | 'server', count: number, { segments }: Pick<SeenExchange, 'segments'>): number {
  return segments
    .filter(({ from }) => from === side)
    .slice(0, count)
    .reduce((sum, { bytes }) => sum + bytes.length, 0);
}
