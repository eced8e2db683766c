import type { Probe } from '../probe.js';
import { probeTcp } from './tcp.js';

/** Can this machine reach itself over IPv6? */
const probeIpv6: Probe = async ({ timeIsUp }) => [
  await probeTcp({ name: 'TCP over IPv6', for: 'experiments with --host ::1', essential: false }, '::1', timeIsUp),
];

export default probeIpv6;
