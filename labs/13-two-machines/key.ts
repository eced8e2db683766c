import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'choice',
    right: 'b',
    why: 'The SYN came to an address and a port at which nothing listens, and the system answered with RST. The server has never heard of it.',
    wrong: {
      a: 'The client went to the address of your machine, not to 127.0.0.1. Where did the RST come from?',
      c: 'Does the server print anything? It would have to accept before it could close.',
      d: 'A firewall mostly says nothing at all. What does the client see then?',
    },
  },
  Q2: {
    kind: 'several',
    right: ['a', 'b'],
    why: "SYN ACK and RST come from there. The other three are silence, or an error of the client's own system.",
    feedback: {
      a: 'Without SYN ACK nobody is connected.',
      b: 'Compare the times in wirelab run 13: how can it be known so soon?',
      c: 'If something had come back, why would the client have to wait for so long?',
      d: 'Who could have answered, if nobody has the address?',
      e: 'Compare the time in wirelab run 13 with that of a refusal: was anything sent?',
    },
  },
  Q3: {
    kind: 'number',
    right: 15,
    why: '1 + 2 + 4 + 8: there is a wait after the first SYN and after each of the three repetitions.',
    wrong: [
      { value: 7, credit: 0.5, feedback: 'That is when the third repetition is sent. How long is it waited for?' },
      { value: 8, credit: 0.5, feedback: 'That is the last wait alone.' },
      { value: 3, feedback: 'Each wait is twice as long as the one before.' },
      { value: 31, feedback: 'Count the repetitions once more: there are three.' },
    ],
  },
  Q4: {
    kind: 'text',
    why: 'INADDR_ANY, 0.0.0.0.',
    rules: [
      {
        pattern: /127\.0\.0\.1|localhost|loopback/i,
        credit: 0,
        feedback: 'Who reaches a server that is bound to that? Try it with wirelab run 13.',
        like: ['127.0.0.1', 'localhost'],
      },
      {
        pattern: /255\.255\.255\.255/,
        credit: 0,
        feedback: 'That is the address of everybody, and bind wants one of this machine.',
        like: ['255.255.255.255'],
      },
      { pattern: /(?<![\d.])0\.0\.0\.0(?![\d.])|INADDR_ANY/i, credit: 1, like: ['0.0.0.0', 'INADDR_ANY'] },
      {
        pattern: /^\s*`?(?:::|\[::\])`?\s*$/,
        credit: 0.5,
        feedback: 'That is all addresses of IPv6, and of IPv4 only where the system has it so.',
        like: ['::'],
      },
      {
        pattern: /gethostname|own (?:ip )?address|192\.168/i,
        credit: 0,
        feedback: 'That is one address. The machine has others, 127.0.0.1 for instance.',
        like: ['its own IP address', 'socket.gethostname()'],
      },
    ],
  },
  Q5: {
    kind: 'transcript',
    why: 'An acknowledgement names the byte that is expected next: the first number of the client, one for its SYN, and the bytes of both segments.',
    right: (exchange) => exchange.firstSequence.client + 1 + clientsFirstTwo(exchange),
    wrong: [
      {
        value: (exchange) => exchange.firstSequence.client + clientsFirstTwo(exchange),
        credit: 0.5,
        feedback: 'Nearly: does the SYN take a sequence number, too?',
      },
      {
        value: (exchange) => 1 + clientsFirstTwo(exchange),
        credit: 0.5,
        feedback: 'This is the relative number, as Wireshark shows it. With which number did this client begin?',
      },
      {
        value: (exchange) => exchange.firstSequence.client + 1 + clientsFirst(exchange),
        feedback:
          'This is what the second segment itself carries, the number of its first byte. Which byte is expected after it?',
      },
      {
        value: (exchange) => exchange.firstSequence.server + 1 + clientsFirstTwo(exchange),
        feedback: 'Whose bytes does it acknowledge? Each direction counts for itself.',
      },
    ],
  },
  Q6: {
    kind: 'choice',
    right: 'b',
    why: '0.0.0.0 is an address of IPv4. At ::1 nobody listens, and the system says so at once.',
    wrong: {
      a: 'Does that hold for the addresses of IPv6?',
      c: 'The loopback exists for IPv6 as well.',
      d: 'The name has two addresses.',
    },
  },
  Q7: {
    kind: 'open',
    why: 'Silence means that something drops the packets, or that they go elsewhere.',
    rubric: [
      { points: 1, text: "a filter (firewall) on the server's machine that drops packets to the port" },
      {
        points: 1,
        text: 'another cause of silence: the machines are in different networks (guest network, mobile data), the access point keeps devices apart, or the client has a wrong address',
      },
      {
        points: 2,
        text: "for each a test that tells them apart: connecting on the server's machine itself, to its own address; ping or another port from the client; looking whether the SYN arrives (Wireshark, tcpdump)",
      },
    ],
    example:
      "A firewall on the server's machine drops what comes to port 5000: I connect on that machine to its own address, which works, and look with Wireshark there whether the SYN of the client arrives; if it does and is not answered, the firewall is to blame. Or the access point keeps devices apart, as in guest networks: then the SYN does not arrive, and ping in both directions fails as well, although both have addresses of the same network.",
  },
} satisfies Key;

function clientsFirstTwo({ segments }: SeenExchange): number {
  return segments
    .filter(({ from }) => from === 'client')
    .slice(0, 2)
    .reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function clientsFirst({ segments }: SeenExchange): number {
  return segments.find(({ from }) => from === 'client')?.bytes.length ?? 0;
}
