import type { Lab } from '../../src/lab/lab.js';
import { questions } from './questions.js';

export default {
  title: 'Datagrams',
  summary: 'TCP against UDP; a pinger with loss, timeouts, round-trip times',
  server: { transport: 'udp', framing: 'datagram', handler: 'echo', port: 12000 },
  client: [
    { send: 'ping 1', replies: ['ping 1'] },
    { send: 'ping 2', replies: ['ping 2'] },
    { send: 'ping 3', replies: ['ping 3'] },
    { send: '', replies: [''] },
    // The most that fits into one Ethernet frame: 1500 bytes less 20 for IPv4 and 8 for UDP.
    { send: 'x'.repeat(1472), replies: ['x'.repeat(1472)] },
  ],
  questions,
} satisfies Lab;
