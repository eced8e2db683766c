// The process that has the network of the clients' host: what `run` does on two hosts is done here.
import { ExitCode } from '../../exit-code.js';
import { namespaceHosts } from '../../../hosts/namespace-hosts.js';
import { runOnHosts } from './run-on-hosts.js';
import { interruptible } from '../../interruptible.js';
import type { RunFlags } from './run-flags.js';
import { reportError } from '../../report-error.js';
import { watchStandardStreams } from '../../standard-streams.js';

/** What the process outside asks for, and what it is told where the hosts cannot be made: then nothing has been printed. */
export interface HostsJob {
  readonly flags: RunFlags;
  readonly port: number;
}

// With the process that has started this one everything ends.
process.on('disconnect', () => process.exit(ExitCode.interrupted));
watchStandardStreams();
process.once('message', ({ flags, port }: HostsJob) => {
  void work(flags, port);
});

async function work(flags: RunFlags, port: number): Promise<void> {
  let hosts;
  try {
    hosts = await namespaceHosts(port);
  } catch (error) {
    process.send?.({ cannot: (error as Error).message.trim().split('\n').at(-1) ?? '' }, () =>
      process.exit(ExitCode.machine),
    );
    return;
  }
  const made = hosts;
  try {
    process.exitCode = await interruptible((given: RunFlags) => runOnHosts(given, made))(flags);
  } catch (error) {
    process.exitCode = reportError(error);
  }
  process.removeAllListeners('disconnect');
  process.disconnect();
}
