import { RemoteTarget } from '../../src/grade/target/remote-target.js';
import { runChecks, type CheckResult } from '../../src/grade/check/run-checks.js';
import { inOrder } from '../../src/lab/in-order.js';
import { needsOnlyPort } from '../../src/grade/check/port-checks.js';
import type { Check } from '../../src/lab/check.js';
import type { Lab } from '../../src/lab/lab.js';
import type { LabServer } from '../../src/server/lab-server.js';
import { connectTcp } from '../../src/transport/connect-tcp.js';
import { connectUdp } from '../../src/transport/connect-udp.js';
import { seed } from './seed.js';

/** Plays the checks that need only a port on the server, and says which did not pass, and why. It is stopped then. */
export async function failedChecks(lab: Lab, server: LabServer): Promise<[check: string, why: string | undefined][]> {
  const endpoint = await server.start();
  const {
    framing,
    handler,
    settings: { maxFrame },
  } = server;
  const results: CheckResult[] = [];
  // In their order, so that none is without what it needs: a check may need one that cannot be run here.
  const alone = inOrder(lab.checks?.server ?? [])
    .filter(needsOnlyPort)
    .map((check): Check => ({ ...check, needs: [] }));
  try {
    const target = new RemoteTarget((lab.server.transport === 'udp' ? connectUdp : connectTcp)(endpoint));
    await runChecks(
      alone,
      target,
      { framing, handler, maxFrame, seed, deadlineMs: 5000 },
      {
        ended: (result) => {
          results.push(result);
        },
      },
    );
  } finally {
    await server.stop(0);
  }
  return results
    .filter(({ status }) => status !== 'pass')
    .map(({ check, outcome, error }) => [check.id, outcome?.failure?.message ?? error]);
}
