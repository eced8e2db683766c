// The process that plays the checks of one submission, inside its box.
import { composeReference } from '../compose-server.js';
import { findLab } from '../labs.js';
import { withValues } from '../student-variant.js';
import { workerChannel } from '../../grade/sandbox/worker-channel.js';
import { calibrate } from '../../grade/run/calibrate.js';
import { doJob } from '../../grade/run/do-job.js';
import type { Job, WorkerNews } from '../../grade/run/job.js';
import { workerErrorText } from '../../errors/worker-error-text.js';

const channel = workerChannel<Job, WorkerNews>();
channel.onMessage((job) => {
  grade(job).catch((error: unknown) => {
    channel.send({ type: 'broken', message: workerErrorText(error) });
  });
});

async function grade(job: Job): Promise<void> {
  const found = await findLab(job.lab);
  const lab = job.variant === undefined ? found : withValues(found, job.variant);
  const measured = await composeReference(lab, { seed: job.seed });
  const deadlineMs = await calibrate(measured, measured.framing);
  // Another one: what the handler keeps is not to begin with what it was measured with.
  const reference = await composeReference(lab, { seed: job.seed });
  await doJob(
    job,
    { lab, handler: reference.handler, framing: reference.framing, deadlineMs },
    channel.setup,
    (news) => {
      channel.send(news);
    },
  );
}
