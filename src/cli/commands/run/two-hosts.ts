import { spawn } from 'node:child_process';
import { ownModule } from '../../../grade/machine.js';
import { ExitCode } from '../../exit-code.js';
import type { HostsJob } from './hosts-worker.js';
import { MachineError } from '../../../errors/machine-error.js';
import type { RunFlags } from './run-flags.js';
import type { HostsKind } from '../../../hosts/hosts.js';

const TRY_MS = 5000;

// In a user namespace of its own everybody may make a network; root may where there are none.
const WAYS: readonly (readonly string[])[] = [
  ['--user', '--map-root-user', '--net'],
  ...(process.getuid?.() === 0 ? [['--net']] : []),
];

/** `wirelab run` on two hosts. `port`: where the server listens, if that can be chosen; `kind`: how they have to be made. */
export async function runOnTwoHosts(flags: RunFlags, port: number, kind: HostsKind | undefined): Promise<ExitCode> {
  let note: string | undefined;
  if (kind !== 'loopback') {
    const ended = await inNamespaces({ flags, port });
    if (typeof ended === 'number') return ended;
    if (kind === 'namespaces')
      throw new MachineError(
        `two network namespaces cannot be made here: ${ended.cannot}; --hosts loopback does with two addresses of this machine`,
      );
    note = `(no network namespaces here: ${ended.cannot})`;
  }
  const { loopbackHosts } = await import('../../../hosts/loopback-hosts.js');
  const { runOnHosts } = await import('./run-on-hosts.js');
  return runOnHosts(flags, await loopbackHosts(flags.port ?? 0), note);
}

/** Why this machine has no two hosts. */
interface Cannot {
  readonly cannot: string;
}

/** Does it all in a process with a network of its own: nothing of the hosts is left when that has ended, however it ends. */
async function inNamespaces(job: HostsJob): Promise<ExitCode | Cannot> {
  if (process.platform !== 'linux') return { cannot: `${process.platform} has none, only Linux has` };
  if ((await run('ip', ['-V'])) !== undefined) return { cannot: 'they take ip, of the package iproute2' };
  let way: readonly string[] | undefined;
  let why: string | undefined;
  for (const words of WAYS) {
    why = await run('unshare', [...words, '--', 'true']);
    if (why === undefined) {
      way = words;
      break;
    }
  }
  if (way === undefined) return { cannot: why ?? '' };
  const worker = spawn(
    'unshare',
    [...way, '--', process.execPath, ...process.execArgv, ownModule('src/cli/commands/run/hosts-worker')],
    { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
  );
  // At a terminal the worker has had Ctrl-C itself; what comes to this process alone is passed on. It ends in order, and says how.
  const passOn = (signal: NodeJS.Signals) => () => {
    worker.kill(signal);
  };
  const signals = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => [signal, passOn(signal)] as const);
  for (const [signal, pass] of signals) process.on(signal, pass);
  worker.send(job);
  const told: { answer?: Cannot } = {};
  worker.on('message', (answer: Cannot) => {
    told.answer = answer;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    worker.once('close', resolve).once('error', reject);
  });
  for (const [signal, pass] of signals) process.off(signal, pass);
  return told.answer ?? Object.values(ExitCode).find((known) => known === code) ?? ExitCode.interrupted;
}

/** Runs a program to its end, and resolves to what it says of its failure. */
function run(program: string, words: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: TRY_MS,
      env: { ...process.env, LC_ALL: 'C' },
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', (code) => {
      resolve(
        code === 0
          ? undefined
          : (said
              .trim()
              .split('\n')
              .findLast((line) => line !== '') ?? `${program} failed`),
      );
    });
  });
}
