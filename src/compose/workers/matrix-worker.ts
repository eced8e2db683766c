// The process that brings clients and servers together, inside its box.
import { defined } from '../../core/defined.js';
import { composeReference } from '../compose-server.js';
import { findLab } from '../labs.js';
import { doRow } from '../../grade/matrix/do-row.js';
import type { RowJob, RowNews } from '../../grade/matrix/matrix-job.js';
import { scenarioOf, referenceScript } from '../../grade/matrix/scenario.js';
import { workerChannel } from '../../grade/sandbox/worker-channel.js';
import { openTarget } from '../../grade/run/open-target.js';
import { workerErrorText } from '../../errors/worker-error-text.js';

const channel = workerChannel<RowJob, RowNews>();
channel.onMessage((job) => {
  play(job).catch((error: unknown) => {
    channel.send({ type: 'broken', message: workerErrorText(error) });
  });
});

async function play(job: RowJob): Promise<void> {
  const lab = await findLab(job.lab);
  const reference = await openTarget('reference', (listen) => composeReference(lab, defined({ listen })));
  const parts = {
    framing: reference.framing,
    scenario: scenarioOf(lab) ?? { input: '', prints: [] },
    script: referenceScript(lab) ?? lab.client ?? reference.handler.examples,
    reference: reference.connect,
    deadlineMs: reference.deadlineMs,
  };
  await doRow(job, parts, channel.setup, (news) => {
    channel.send(news);
  });
  await reference.close();
}
