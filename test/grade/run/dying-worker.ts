import { workerChannel } from '../../../src/grade/sandbox/worker-channel.js';
import type { Job, WorkerNews } from '../../../src/grade/run/job.js';

// A worker that is killed in the middle of its work, as when the memory of the machine runs out.
const channel = workerChannel<Job, WorkerNews>();
channel.onMessage(() => {
  channel.send({ type: 'result', result: { id: 'one-exchange', status: 'pass', attempts: [], findings: [] } });
  setTimeout(() => {
    process.kill(process.pid, 'SIGKILL');
  }, 50);
});
