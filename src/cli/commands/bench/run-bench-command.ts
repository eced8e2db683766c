import { defined } from '../../../core/defined.js';
import { runBench as measure } from '../../../bench/run-bench.js';
import { home } from '../../../compose/home.js';
import { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';

/** What `wirelab bench` is called with. */
export interface BenchFlags {
  readonly scenario?: readonly string[] | undefined;
  readonly framing?: readonly string[] | undefined;
  readonly rounds?: number | undefined;
  readonly duration?: number | undefined;
  readonly peers?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `wirelab bench`. */
export async function runBenchCommand({
  scenario,
  framing,
  rounds,
  duration,
  peers,
  json,
}: BenchFlags): Promise<ExitCode> {
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await measure(
      {
        home,
        server: [process.execPath, ...process.execArgv, process.argv[1] ?? ''],
        ...defined({
          scenarios: scenario,
          framings: framing,
          rounds,
          duration,
          peers: peers === undefined ? undefined : peers.split(','),
        }),
        json: json === true,
      },
      {
        out: (text) => {
          terminal.write(text);
        },
        note: (line) => {
          terminal.say(line);
        },
        signal: stop.signal,
      },
    );
  } catch (error) {
    if (stop.signal.aborted) return ExitCode.interrupted;
    throw error;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
