import { exchangeSteps } from '../../client/exchange-steps.js';
import { runScript } from '../../client/run-script.js';
import type { Framing } from '../../core/framing.js';
import type { LabServer } from '../../server/lab-server.js';
import { connectTcp } from '../../transport/connect-tcp.js';
import { connectUdp } from '../../transport/connect-udp.js';
import { patientClock } from '../sandbox/patient-clock.js';

const FLOOR = 2000; // milliseconds: a person's patience, and a slow interpreter's start
const TIMES = 200; // what the reference takes for an exchange

/**
 * How long a wait may take: a multiple of what the reference takes for an exchange on this machine now, so that a slow or
 * busy machine fails no right program.
 */
export async function calibrate(reference: LabServer, framing: Framing): Promise<number> {
  const { host, port } = await reference.start();
  try {
    const connect = (reference.settings.transport === 'udp' ? connectUdp : connectTcp)({ host, port });
    const begin = patientClock.elapsed();
    await runScript(
      { title: 'calibration', steps: exchangeSteps(reference.handler.examples.slice(0, 1), true) },
      { framing, connect, deadlineMs: 30_000 },
    );
    return Math.max(FLOOR, TIMES * (patientClock.elapsed() - begin));
  } finally {
    await reference.stop(0);
  }
}
