import { defined } from '../../core/defined.js';
import { readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { PROBE_PROCESSES, probeScript } from './probe-script.js';
import { startProgram } from './start-program.js';
import { workerChannel } from './worker-channel.js';

/** What a probe looks for besides the walls. */
export interface ProbeQuestion {
  readonly programs: readonly string[];
}

/** What a worker and a program found out about the boxes that they are in. */
export interface ProbeReport {
  readonly network: string;
  readonly interfaces: readonly string[];
  /** True when what is set for the network took effect. */
  readonly isNetworkSet: boolean;
  /** What the inner box lets through that it must not; and when it could not be made, why. */
  readonly open: readonly string[];
  readonly failure?: string;
  /** The programs that are there in the box, with their paths. */
  readonly programs: Readonly<Record<string, string>>;
}

const channel = workerChannel<ProbeQuestion, ProbeReport>();

channel.onMessage(({ programs }) => {
  void probe(programs).then((report) => {
    channel.send(report);
  });
});

async function probe(names: readonly string[]): Promise<ProbeReport> {
  const program = startProgram({
    command: ['sh', '-c', probeScript, 'sh', ...names],
    folder: channel.setup.submission,
    limits: { processes: PROBE_PROCESSES, wallMs: 10_000 },
  });
  program.stdin.end();
  const exit = await program.exited;
  const lines = program.output.stdout.text.split('\n');
  const after = (word: string): string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const found = after('program')
    .map((line) => line.split(' ') as [string, string])
    .filter(([, path]) => path !== '');
  const failure =
    exit.reason === 'exited' ? undefined : (exit.failure ?? `a program in the box was ended: ${exit.reason}`);
  return {
    network: readlinkSync('/proc/self/ns/net'),
    interfaces: Object.keys(networkInterfaces()),
    isNetworkSet:
      setting('tcp_max_tw_buckets') === '0' &&
      setting('ip_unprivileged_port_start') === '0' &&
      setting('tcp_rmem').endsWith('262144'),
    open: after('open'),
    ...defined({ failure }),
    programs: Object.fromEntries(found),
  };
}

function setting(name: string): string {
  try {
    return readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8').trim();
  } catch {
    return '';
  }
}
