import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'choice',
    points: 2,
    text: 'A client waits for a line from the network, prints it, waits for a line from the keyboard, sends it, and so on. Bob says two things in a row, and its user types nothing. What happens?',
    choices: {
      a: 'Both lines are printed, one after the other.',
      b: 'The first line is printed; the second one when the user has typed something.',
      c: 'The second line is lost.',
      d: 'The server cannot send the second line.',
    },
  },
  {
    id: 'Q2',
    kind: 'number',
    points: 2,
    text: 'Five people are in the room, and each of them says one line. How many lines does the server send because of that?',
  },
  {
    id: 'Q3',
    kind: 'several',
    points: 3,
    credit: 'all',
    text: 'A member is stopped with Ctrl+Z while the others talk on. Where do the lines for it pile up, before the server drops it?',
    choices: {
      a: 'in the receive buffer of its own system',
      b: "in the send buffer of the server's system",
      c: 'in the memory of the server program',
      d: 'in the cables and switches, for as long as it takes',
      e: 'in the input buffer of its terminal',
    },
  },
  {
    id: 'Q4',
    kind: 'transcript',
    points: 3,
    run: {
      messages: ['hello', '/who', 'is anybody there?', '/name ann', 'grüß dich', '/who', 'well'],
      least: 4,
      most: 6,
    },
    text: 'Only one member is in this room. How many bytes does the **server** send in all? A line feed is a byte, too.',
  },
  {
    id: 'Q5',
    kind: 'text',
    points: 2,
    text: 'A client in C waits with `poll` and then reads one line of its standard input with `fgets`. Three lines are typed at once; only the first is sent until something else happens. Where are the other two meanwhile?',
  },
  {
    id: 'Q6',
    kind: 'choice',
    points: 2,
    text: 'The input of a client ends (Ctrl+D). What does it tell the server, if it is to print what still comes?',
    choices: {
      a: 'Nothing: it closes the socket, and goes on reading from it.',
      b: 'It ends its own direction, by `shutdown` for writing, and goes on reading.',
      c: 'It sends an empty line.',
      d: 'It sends a byte of the value 4, which is Ctrl+D.',
    },
  },
  {
    id: 'Q7',
    kind: 'open',
    points: 4,
    text: 'In a room with a thread for each member, a thread sends a line to all the others with `sendall`, one after another, while it holds the lock of the list. One member has stopped reading. Describe step by step who waits for whom in the end, and two ways out.',
  },
];
