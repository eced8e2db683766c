import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'open',
    why: 'Accepting and serving become two activities: one loop accepts, and each client has a loop of its own (or an event loop holds the state of all).',
    rubric: [
      { points: 1, text: 'the lines are shown, and the server can serve two clients at the same time' },
      {
        points: 2,
        text: 'the loop around recv and sendall stays as it is, and moves into the function of the thread (or into the callback for the data of one client)',
      },
      {
        points: 1,
        text: 'accept is in a loop of its own, which starts a thread for each client and does not wait for it',
      },
      { points: 1, text: 'while a client is silent, its own thread waits in recv, and the first goes on accepting' },
    ],
    example:
      'def serve(conn):\n    with conn:\n        while data := conn.recv(1024):\n            conn.sendall(data)\n\nwhile True:\n    conn, addr = server_socket.accept()\n    threading.Thread(target=serve, args=(conn,), daemon=True).start()\n\nThe loop of recv and sendall has not changed, and is in serve now. The main thread only accepts: while a client is silent, the thread of this client waits in recv, and the main thread waits in accept for the next.',
  },
  Q2: {
    kind: 'choice',
    right: 'b',
    why: 'A has left when B comes, so that a server that serves one client at a time passes too. A test for several at once has to keep one of them connected and silent.',
    wrong: {
      a: 'Is there a moment at which the server has two clients?',
      c: 'Try the test with the server of the lab before this one.',
      d: 'Nothing here measures time. Which clients are connected when B sends its message?',
    },
  },
  Q3: {
    kind: 'choice',
    right: 'b',
    why: 'The kernel accepts the second connection and takes its bytes; the main thread waits for the lock and starts no thread. It is an iterative server with threads.',
    wrong: {
      a: 'The server listens. Who makes the connection before the program calls accept?',
      c: 'Who starts this thread, and what does it wait for before?',
      d: 'Nobody closes it: the program has not even looked at it yet.',
    },
  },
  Q4: {
    kind: 'number',
    right: 3,
    why: 'Four threads run: the main one, two of clients, and the one that prints, which has not ended yet. One less is 3, though two clients are left.',
    wrong: [
      { value: 2, feedback: 'That is how many clients are left. Does the thread that prints the number still run?' },
      { value: 4, feedback: 'So many threads run. What is subtracted?' },
      { value: 1, feedback: 'The main thread is subtracted once. Which threads run at that moment?' },
    ],
  },
  Q5: {
    kind: 'number',
    right: 9,
    why: 'Four are served for 3 s, then four more, then the last two: three rounds.',
    wrong: [
      { value: 30, feedback: 'So it would be with one thread. How many are served at a time here?' },
      { value: 7.5, feedback: 'Can a thread serve half a client? Draw who is served from 0 s to 3 s, and who then.' },
      { value: 6, feedback: 'At this time the last two begin to be served.' },
      {
        value: 3,
        feedback:
          'So it would be with a thread for each client. What do the fifth and the sixth do in the first three seconds?',
      },
    ],
  },
  Q6: {
    kind: 'text',
    why: 'A race condition (here also: a data race, a lost update).',
    rules: [
      {
        pattern: /dead ?lock/i,
        credit: 0,
        feedback: 'In a deadlock threads wait for one another for ever. Here nobody waits, and that is the trouble.',
        like: ['deadlock', 'a dead lock'],
      },
      {
        pattern: /starv/i,
        credit: 0,
        feedback: 'Starvation is when one never gets its turn. Here both do, at the same time.',
        like: ['starvation'],
      },
      {
        pattern: /\brac(?:e|ing)\b|lost update|wettlauf/i,
        credit: 1,
        like: ['race condition', 'a data race', 'race', 'lost update'],
      },
      {
        pattern: /overflow/i,
        credit: 0,
        feedback: 'The number is far from being too large. What have both threads read?',
        like: ['integer overflow'],
      },
      {
        pattern: /atomic|synchroni[sz]|mutual exclusion|critical section|concurren/i,
        credit: 0.5,
        feedback: 'You are near: that is what is missing, or where it happens. What is the mistake called?',
        like: ['it is not atomic', 'missing synchronization', 'critical section', 'concurrency'],
      },
    ],
  },
  Q7: {
    kind: 'several',
    right: ['a', 'c', 'e'],
    why: 'It waits for all sockets at once, and does one thing at a time: whatever takes long or waits holds up everything.',
    feedback: {
      a: 'For what does the loop wait: for one socket, or for all?',
      b: 'There is one thread. Who answers the others meanwhile?',
      c: 'The loop goes on to other connections between the two halves of a message. Where is the first half then?',
      d: 'Can the second client come between the reading and the writing, if there is one thread only?',
      e: 'Where is the only thread while it waits in sendall?',
    },
  },
  Q8: {
    kind: 'transcript',
    why: 'The echo of every message, its end included, twice.',
    right: (exchange) => 2 * sent(exchange, 'server'),
    wrong: [
      { value: (exchange) => sent(exchange, 'server'), credit: 0.5, feedback: 'That is what one of them gets.' },
      {
        value: (exchange) => 2 * (sent(exchange, 'server') - messages(exchange)),
        credit: 0.5,
        feedback: 'Each message has a byte at its end: count that, too.',
      },
      {
        value: (exchange) => 2 * (sent(exchange, 'server') + sent(exchange, 'client')),
        feedback: 'This counts both directions. What does the server send?',
      },
    ],
  },
} satisfies Key;

function sent({ segments }: SeenExchange, who: 'client' | 'server'): number {
  return segments.filter(({ from }) => from === who).reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function messages({ segments }: SeenExchange): number {
  return segments.filter(({ from }) => from === 'server').length;
}
