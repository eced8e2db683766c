import { defined } from '../../core/defined.js';
import { captureEntry } from '../../capture/capture-entry.js';
import { runScript, type ScriptResult } from '../../client/run-script.js';
import type { Framing } from '../../core/framing.js';
import type { LabServer } from '../../server/lab-server.js';
import type { Script } from '../../lab/step.js';
import { endpointText } from '../../transport/link-error.js';
import type { Endpoint } from '../../transport/listener.js';
import { connectTcp } from '../../transport/connect-tcp.js';
import { connectUdp } from '../../transport/connect-udp.js';
import { CaptureFile } from './capture-file.js';
import { clientNames, exchangeReport, verdictLines } from './exchange-report.js';
import { ExchangeView } from './exchange-view.js';
import { impairmentPlan, type ImpairmentFlags } from './impairment-flag.js';
import { ExitCode } from '../exit-code.js';
import type { LabSetup } from './lab-setup.js';
import { terminal } from '../terminal.js';

/** How `run` and `client` play a script. */
export interface ExchangeFlags extends ImpairmentFlags {
  readonly deadline?: number | undefined;
  readonly pcap?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Who talks to whom about what. */
export interface PlayedExchange {
  readonly script: Script;
  readonly setup: LabSetup;
  readonly framing: Framing;
  readonly endpoint: Endpoint;
  /** The first line for people. */
  readonly heading: string;
  /** In this process: its end is shown as well. */
  readonly server?: LabServer;
  /** The address of this machine from which clients come. */
  readonly from?: string;
  /** What is done once the script has been played: `write` has lines for people, and what it resolves to is added to the JSON document. */
  readonly after?: (signal: AbortSignal, write?: (line: string) => void) => Promise<object>;
}

/** Plays a script, shows it as it happens, and tells the verdict. */
export async function runExchange(
  { script, setup, framing, endpoint, heading, server, from, after }: PlayedExchange,
  flags: ExchangeFlags,
): Promise<ExitCode> {
  const network = impairmentPlan(flags, setup.options.transport);
  const capture = flags.pcap === undefined ? undefined : new CaptureFile(flags.pcap);
  const view =
    flags.json === true
      ? undefined
      : new ExchangeView(clientNames(script), server !== undefined, (line) => {
          terminal.out([line]);
        });
  if (view !== undefined) terminal.out([heading, ...(network === undefined ? [] : [network.words])]);
  const unsubscribe =
    view === undefined
      ? undefined
      : server?.events.subscribe((event) => {
          view.server(event);
        });
  const began = Date.now();
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const begin = performance.now();
  let played: ScriptResult;
  try {
    played = await runScript(script, {
      framing,
      connect: setup.options.transport === 'udp' ? connectUdp(endpoint) : connectTcp(endpoint, from),
      signal: stop.signal,
      ...(network === undefined ? {} : { impairment: network.plan, seed: network.seed }),
      ...defined({ deadlineMs: flags.deadline }),
      observe: (entry) => {
        view?.client(entry);
        capture?.add(captureEntry(entry, began));
      },
    });
  } finally {
    view?.end();
    capture?.close();
    if (after === undefined) process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    unsubscribe?.();
  }
  const durationMs = performance.now() - begin;
  if (flags.json === true) {
    terminal.json({
      ...exchangeReport(setup, endpointText(endpoint), played, durationMs),
      ...(await after?.(stop.signal)),
    });
  } else {
    terminal.out(verdictLines(script, played, durationMs, terminal.width));
    if (!stop.signal.aborted)
      await after?.(stop.signal, (line) => {
        terminal.out([line]);
      });
  }
  if (stop.signal.aborted) return ExitCode.interrupted;
  return played.ok ? ExitCode.ok : ExitCode.failed;
}
