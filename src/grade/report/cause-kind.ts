/** What can be wrong with a program, each in one sentence that needs no knowledge of the check. */
export const CAUSES = {
  // It does not come as far as an exchange.
  exited: 'the program ended by itself before the check was over',
  limit: 'the program was stopped because it used more memory, time, output, files or processes than it may',
  'waits-for-input': 'the program waits for somebody to type something',
  'never-listened': 'the program runs, and listens on no port',
  'other-port': 'the program listens on another port than it has to',
  'only-ipv6': 'the program listens only on ::1 (IPv6), where a client of 127.0.0.1 does not find it',
  'other-address': 'the program listens on an address at which a client of 127.0.0.1 does not find it',
  'port-in-use': 'the program could not have its port again when it was started a second time',
  'never-connected': 'the client never connected',
  refused: 'the connection was refused: nobody listened there any more',
  'no-answer': 'nobody answered when a connection was made',
  'never-accepted': 'the program listens, and did not accept the connection',
  // It takes part in an exchange.
  'accepted-never-read': 'the program accepted the connection and never read what was sent',
  'read-never-replied': 'the program read what was sent and did not reply',
  'nothing-came': 'nothing came where a reply was expected',
  'after-end': 'the reply came only when the peer had ended its direction',
  late: 'the right reply came, but too late',
  incomplete: 'the beginning of what was expected came, and the rest did not',
  'wrong-bytes': 'other bytes came than were expected',
  'unexpected-bytes': 'more bytes came than were expected',
  'not-quiet': 'bytes came where none may come',
  flood: 'bytes came without end',
  'closed-early': 'the connection was closed before everything had come',
  'not-closed': 'the connection was left open',
  'not-read': 'the program stopped reading what was sent',
  reset: 'the connection was reset: the program crashed, or closed it with bytes unread',
  'left-open': 'connections that their peer had ended were never closed (CLOSE_WAIT)',
  // What it does beside the exchange.
  'not-printed': 'the program did not print what it has to',
  'still-running': 'the program did not end when it had to',
  'wrong-exit-code': 'the program ended with the wrong exit code',
  'wrong-answer': 'the answer is not right',
  // Not the program's doing, as a rule.
  'not-found': 'there is no such host',
  unreachable: 'there is no way to that host',
  'too-long': 'the message does not fit in a datagram',
  unsupported: 'this is not possible with this transport',
  stopped: 'the check was stopped before it was over',
  failed: 'the connection failed',
  'bad-script': 'the check itself is wrong',
} as const;

/** The name of something that can be wrong with a program. */
export type CauseKind = keyof typeof CAUSES;
