import type { FailureGroup } from '../failure-group.js';

export default {
  heading: 'The exchange',
  order: 3,
  kinds: {
    'accepted-never-read': { says: 'the program accepted the connection and never read what was sent' },
    'read-never-replied': { says: 'the program read what was sent and did not reply' },
    'both-wait': { says: 'the program waits for its peer, and its peer waits for it' },
    'busy-loop': { says: 'the program computes all the time, and neither reads nor answers' },
    'blocked-writing': { says: 'the program is stuck sending to a client that reads nothing' },
    'nothing-came': {
      says: 'nothing came where a reply was expected',
      ofScript: 'not one byte of the reply came in time',
    },
    'after-end': {
      says: 'the reply came only when the peer had ended its direction',
      ofScript:
        'the reply came only when the client had ended its direction (which it does when nothing came): the server reads up to the end of the stream before it answers',
    },
    late: { says: 'the right reply came, but too late' },
    incomplete: {
      says: 'the beginning of what was expected came, and the rest did not',
      ofScript: 'the reply began, and its rest did not come in time',
    },
    'wrong-bytes': { says: 'other bytes came than were expected', ofScript: 'other bytes than expected' },
    'unexpected-bytes': { says: 'more bytes came than were expected', ofScript: 'bytes came that nobody expected' },
    'not-quiet': { says: 'bytes came where none may come', ofScript: 'bytes came where none may come' },
    'against-protocol': {
      says: 'the program did something that the protocol forbids, or left out something that it demands',
    },
    flood: {
      says: 'bytes came without end',
      ofScript: 'more than 64 MiB came that nobody expected',
      isBesideBytes: true,
    },
    'closed-early': {
      says: 'the connection was closed before everything had come',
      ofScript: 'the server ended the connection before the reply was complete, or where it had to stay open',
    },
    'not-closed': { says: 'the connection was left open', ofScript: 'the server left the connection open' },
    'not-read': {
      says: 'the program stopped reading what was sent',
      ofScript: 'the server does not read: what was sent could not leave',
      isBesideBytes: true,
    },
    'reads-on': {
      says: 'the program reads more and more from a client that does not take its replies, and keeps them in memory',
      ofScript:
        'the server went on reading from a client that takes none of its replies, and has to keep them all in memory',
    },
    'left-open': { says: 'connections that their peer had ended were never closed (CLOSE_WAIT)' },
  },
} as const satisfies FailureGroup;
