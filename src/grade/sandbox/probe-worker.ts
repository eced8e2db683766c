import { readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
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

const PROCESSES = 24;

// Each line that it prints under "open" is a wall that does not hold.
const TRY = `
open() { echo "open $1"; }
unshare -U true 2>/dev/null && open 'new user namespaces'
grep -q '^Seccomp:.*2' /proc/self/status || open 'all system calls'
grep -q '^NoNewPrivs:.*1' /proc/self/status || open 'new privileges'
grep -q '^CapEff:.*[1-9a-f]' /proc/self/status && open 'capabilities'
[ "$(ls /proc | grep -c '^[0-9]')" -lt 12 ] || open 'the processes of this machine'
( : > /usr/wirelab-probe ) 2>/dev/null && open 'writing to /usr'
( : > /wirelab-probe ) 2>/dev/null && open 'writing to /'
[ -e /home ] && open '/home'
[ -e /root ] && open '/root'
for p in "$@"; do echo "program $p $(command -v "$p")"; done
( i=0; while [ $i -lt ${PROCESSES * 2} ]; do sleep 5 & i=$((i+1)); done; open 'any number of processes' ) 2>/dev/null
exit 0`;

const channel = workerChannel<ProbeQuestion, ProbeReport>();

channel.onMessage(({ programs }) => {
  void probe(programs).then((report) => { channel.send(report); });
});

async function probe(names: readonly string[]): Promise<ProbeReport> {
  const program = startProgram({ command: ['sh', '-c', TRY, 'sh', ...names], folder: channel.setup.submission, limits: { processes: PROCESSES, wallMs: 10_000 } });
  program.stdin.end();
  const exit = await program.exited;
  const lines = program.output.stdout.text.split('\n');
  const after = (word: string): string[] => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const found = after('program').map((line) => line.split(' ') as [string, string]).filter(([, path]) => path !== '');
  const failure = exit.reason === 'exited' ? undefined : exit.failure ?? `a program in the box was ended: ${exit.reason}`;
  return {
    network: readlinkSync('/proc/self/ns/net'),
    interfaces: Object.keys(networkInterfaces()),
    isNetworkSet: setting('tcp_max_tw_buckets') === '0' && setting('ip_unprivileged_port_start') === '0' && setting('tcp_rmem').endsWith('262144'),
    open: after('open'),
    ...(failure === undefined ? {} : { failure }),
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
