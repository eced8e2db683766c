import { captureEvent } from '../capture/transcript-events.js';
import { play, type Played } from '../client/play.js';
import { ONLY_CLIENT } from '../client/exchange-steps.js';
import type { Framing } from '../core/framing.js';
import type { LabServer } from '../server/lab-server.js';
import type { Script } from '../lab/step.js';
import { connectTcp } from '../transport/tcp-client.js';
import { connectUdp } from '../transport/udp-client.js';
import type { Where } from '../transport/listener.js';
import { CaptureFile } from './capture-file.js';
import { exchangeJson, verdictLines } from './exchange-report.js';
import { ExchangeView } from './exchange-view.js';
import { ExitCode } from './exit-code.js';
import type { LabSetup } from './lab-setup.js';
import { printJson, printLines } from './print.js';
import { whereText } from '../transport/link-error.js';

/** How `run` and `client` play a script. */
export interface ExchangeFlags {
  readonly deadline?: number | undefined;
  readonly pcap?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Plays a script against `where`, shows it as it happens (where `server` is given, from both ends), and tells the verdict. */
export async function playExchange(
  script: Script,
  setup: LabSetup,
  framing: Framing,
  where: Where,
  flags: ExchangeFlags,
  server?: LabServer,
): Promise<ExitCode> {
  const names = [...new Set(script.steps.map(({ client = ONLY_CLIENT }) => client))];
  const view = flags.json === true ? undefined : new ExchangeView(names, server !== undefined, (line) => { printLines([line]); });
  const unsubscribe = view === undefined ? undefined : server?.events.subscribe((event) => { view.server(event); });
  const capture = flags.pcap === undefined ? undefined : new CaptureFile(flags.pcap);
  const began = Date.now();
  const stop = new AbortController();
  const interrupt = (): void => { stop.abort(); };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const begin = performance.now();
  let played: Played;
  try {
    played = await play(script, {
      framing,
      connect: (setup.options.transport === 'udp' ? connectUdp : connectTcp)(where),
      signal: stop.signal,
      ...(flags.deadline === undefined ? {} : { deadlineMs: flags.deadline }),
      observe: (entry) => {
        view?.client(entry);
        capture?.add(captureEvent(entry, began));
      },
    });
  } finally {
    capture?.close();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    unsubscribe?.();
  }
  const durationMs = performance.now() - begin;
  if (flags.json === true) printJson(exchangeJson(setup, whereText(where), played, durationMs));
  else printLines(verdictLines(script, played, durationMs, Math.min(process.stdout.columns || 100, 120)));
  if (stop.signal.aborted) return ExitCode.interrupted;
  return played.ok ? ExitCode.ok : ExitCode.failed;
}
