import { withVariants } from '../../src/lab/variant.js';
import { checks } from './checks.js';
import { questions } from './questions.js';

const COMMANDS = '/name NAME, /who, /quit';

export default withVariants({ port: { usual: 1026, from: 20_000, to: 29_999 } }, ({ port }) => ({
  title: 'Chat',
  summary: 'duplex: both sides send at any time; then a room with many',
  server: { transport: 'tcp', framing: 'line', handler: 'chat', port },
  client: [
    { op: 'connect', client: 'ann' },
    { op: 'expect', client: 'ann', messages: [`* welcome, guest1: ${COMMANDS}`] },
    { op: 'connect', client: 'bob' },
    { op: 'expect', client: 'bob', messages: [`* welcome, guest2: ${COMMANDS}`] },
    { op: 'expect', client: 'ann', messages: ['* guest2 joined'] },
    { op: 'send', client: 'ann', messages: ['/name ann'] },
    { op: 'expect', client: 'ann', messages: ['* you are now ann'] },
    { op: 'expect', client: 'bob', messages: ['* guest1 is now ann'] },
    { op: 'send', client: 'bob', messages: ['/name bob'] },
    { op: 'expect', client: 'bob', messages: ['* you are now bob'] },
    { op: 'expect', client: 'ann', messages: ['* guest2 is now bob'] },
    // Both write before either reads.
    { op: 'send', client: 'ann', messages: ['hello, bob'] },
    { op: 'send', client: 'bob', messages: ['grüß dich, ann'] },
    { op: 'expect', client: 'bob', messages: ['ann: hello, bob'] },
    { op: 'expect', client: 'ann', messages: ['bob: grüß dich, ann'] },
    // One says two things in a row, the other nothing.
    { op: 'send', client: 'ann', messages: ['are you there?', 'I am waiting'] },
    { op: 'expect', client: 'bob', messages: ['ann: are you there?', 'ann: I am waiting'] },
    // Nobody is called guest1 any more.
    { op: 'connect', client: 'carol' },
    { op: 'expect', client: 'carol', messages: [`* welcome, guest1: ${COMMANDS}`] },
    { op: 'expect', client: 'ann', messages: ['* guest1 joined'] },
    { op: 'expect', client: 'bob', messages: ['* guest1 joined'] },
    { op: 'send', client: 'carol', messages: ['/who'] },
    { op: 'expect', client: 'carol', messages: ['* here are 3: ann, bob, guest1'] },
    { op: 'send', client: 'bob', messages: ['/quit'] },
    { op: 'expect', client: 'bob', messages: ['* bye'] },
    { op: 'closed', client: 'bob' },
    { op: 'expect', client: 'ann', messages: ['* bob left'] },
    { op: 'expect', client: 'carol', messages: ['* bob left'] },
  ],
  checks,
  questions,
}));
