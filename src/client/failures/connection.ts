import type { LinkErrorKind } from '../../transport/link.js';
import type { FailureGroup, FailureWords } from '../failure-group.js';

export default {
  heading: 'The connection',
  order: 2,
  kinds: {
    refused: {
      says: 'the connection was refused: nobody listened there any more',
      ofScript: 'there is no connection: nobody listens there',
      isBesideBytes: true,
    },
    'no-answer': {
      says: 'nobody answered when a connection was made',
      ofScript: 'there is no connection: no answer in time',
      isBesideBytes: true,
    },
    'not-found': { says: 'there is no such host', ofScript: 'there is no such host', isBesideBytes: true },
    unreachable: {
      says: 'there is no way to that host',
      ofScript: 'there is no way to that host',
      isBesideBytes: true,
    },
    reset: {
      says: 'the connection was reset: the program crashed, or closed it with bytes unread',
      ofScript: 'the connection broke: the server crashed, or closed it with bytes unread',
    },
    'too-long': {
      says: 'the message does not fit in a datagram',
      ofScript: 'the message is more than a datagram holds',
    },
    unsupported: {
      says: 'this is not possible with this transport',
      ofScript: 'this is not possible over this transport',
    },
    stopped: {
      says: 'the check was stopped before it was over',
      ofScript: 'it was interrupted',
      isBesideBytes: true,
    },
    failed: { says: 'the connection failed', ofScript: 'an error of the system', isBesideBytes: true },
  },
} as const satisfies FailureGroup & { readonly kinds: Readonly<Record<LinkErrorKind, FailureWords>> };
