import { expect } from 'chai';
import { composeServer } from '../../src/compose/compose-server.js';
import { runCheck } from '../../src/grade/check/run-check.js';
import type { RunningTarget } from '../../src/grade/target/target.js';
import type { Check } from '../../src/lab/check.js';
import type { Mode } from '../../src/lab/lab.js';
import { fillsMemory } from '../../src/lab/program-checks.js';
import { neverReads, othersAnswered, type Own, type Sample } from '../../src/lab/server-checks.js';
import { connectTcp } from '../../src/transport/connect-tcp.js';
import { seed } from '../support/seed.js';

const sample: Sample = { send: 'Hello', replies: ['Message received'] };
const own: Own = { points: 1, because: 'It is only a test.' };

/** Why a server that acknowledges lines fails the check in this mode. */
async function failure(check: Check, mode: Mode): Promise<string | undefined> {
  const server = await composeServer({ handler: 'ack', framing: 'line', mode, port: 0 });
  const connect = connectTcp(await server.start());
  // What a check does with the program itself is left out.
  const opened: RunningTarget = {
    connect,
    perform: () => Promise.resolve(undefined),
    diagnose: (failure) => Promise.resolve(failure),
    said: () => undefined,
    close: () => Promise.resolve([]),
  };
  try {
    const {
      framing,
      handler,
      settings: { maxFrame },
    } = server;
    const { failure: found } = await runCheck(check, () => Promise.resolve(opened), {
      framing,
      handler,
      maxFrame,
      seed,
      deadlineMs: 1000,
    });
    return found === undefined ? undefined : `${found.client}: ${found.kind}`;
  } finally {
    await server.stop(0);
  }
}

describe('a check of a server', () => {
  // A line feed for each reply: far more than the buffers hold.
  const deaf = neverReads(sample, '\n'.repeat(1e6), own);
  const slow = othersAnswered({ begin: 'Hel', rest: 'lo\n' }, sample, own);

  for (const check of [deaf, slow]) {
    it(`${check.id} passes for a server that serves several clients at once`, async () => {
      expect(await failure(check, 'concurrent')).to.be.undefined;
    });

    it(`${check.id} fails for a server that serves one client at a time`, async () => {
      expect(await failure(check, 'iterative')).to.equal('second: nothing-came');
    });
  }

  for (const mode of ['concurrent', 'iterative'] as const) {
    it(`fills-memory passes for a server that reads no more than it can reply to (${mode})`, async () => {
      expect(await failure(fillsMemory(sample, own), mode)).to.be.undefined;
    });
  }
});
