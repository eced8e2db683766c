import type { FailureGroup } from '../failure-group.js';

export default {
  heading: 'It does not come as far as an exchange',
  order: 1,
  kinds: {
    exited: { says: 'the program ended by itself before the check was over' },
    limit: {
      says: 'the program was stopped because it used more memory, time, output, files or processes than it may',
      isBesideBytes: true,
    },
    'waits-for-input': { says: 'the program waits for somebody to type something' },
    'never-listened': { says: 'the program runs, and listens on no port' },
    'wrong-transport': { says: 'the program uses UDP where the lab is about TCP, or TCP where it is about UDP' },
    'other-port': { says: 'the program listens on another port than it has to' },
    'only-ipv6': { says: 'the program listens only on ::1 (IPv6), where a client of 127.0.0.1 does not find it' },
    'other-address': { says: 'the program listens on an address at which a client of 127.0.0.1 does not find it' },
    'port-in-use': { says: 'the program could not have its port again when it was started a second time' },
    'never-connected': { says: 'the client never connected', isBesideBytes: true },
    'connected-elsewhere': { says: 'the client connects to another address or port than its server has' },
    'never-accepted': { says: 'the program listens, and did not accept the connection' },
  },
} as const satisfies FailureGroup;
