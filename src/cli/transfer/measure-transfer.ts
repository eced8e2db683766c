import type { ScriptResult } from '../../client/run-script.js';
import { idealThroughput } from '../../protocols/reliable/ideal-throughput.js';
import type { Sent } from '../../protocols/reliable/reliable-sender.js';

/** What a transfer has reached, beside what could be reached. */
export interface MeasuredTransfer extends Sent {
  readonly window: number;
  /** Shares of the datagrams that the network has lost. */
  readonly lost: { readonly toServer: number; readonly toClient: number };
  /** Messages per second. */
  readonly throughput: number;
  /** Of go-back-N with this window over a road with these losses and this round trip; see `idealThroughput`. */
  readonly ideal: number;
  /** `fast`: the round trip is so short that this machine sets the pace, and not the window. */
  readonly verdict: 'full' | 'not-full' | 'fast';
}

const FULL = 0.75; // of the ideal: timers are late, and what the machine does itself takes time
const SHORT_TRIP = 5; // milliseconds

/** Measures a transfer that has come to its end. */
export function measureTransfer(sent: Sent, window: number, { transcript }: ScriptResult): MeasuredTransfer {
  const dropped = (dir: 'send' | 'receive'): number =>
    transcript.filter((entry) => entry.type === 'fault' && entry.fault.what === 'dropped' && entry.dir === dir).length;
  const copies = transcript.filter(
    (entry) => entry.type === 'fault' && entry.fault.what === 'doubled' && entry.dir === 'receive',
  ).length;
  const arrived = transcript.filter((entry) => entry.type === 'bytes' && entry.dir === 'receive').length - copies;
  const lost = {
    toServer: share(dropped('send'), sent.datagrams),
    toClient: share(dropped('receive'), arrived + dropped('receive')),
  };
  const throughput = (1000 * sent.messages) / Math.max(sent.ms, Number.MIN_VALUE);
  const ideal = idealThroughput({ window, roundTripMs: Math.max(sent.roundTripMs, Number.MIN_VALUE), ...lost });
  const reached = throughput >= FULL * ideal ? 'full' : 'not-full';
  const verdict = sent.roundTripMs < SHORT_TRIP ? 'fast' : reached;
  return { ...sent, window, lost, throughput, ideal, verdict };
}

/** For people. */
export function measuredLines({
  messages,
  datagrams,
  returns,
  ms,
  roundTripMs,
  window,
  lost,
  throughput,
  ideal,
  verdict,
}: MeasuredTransfer): string[] {
  const kind = window === 1 ? 'stop-and-wait' : `go-back-N with a window of ${String(window)}`;
  return [
    `${kind}: ${String(messages)} messages in ${String(datagrams)} datagrams, ${String(Math.round(ms))} ms; it went back ${returns === 1 ? 'once' : `${String(returns)} times`}`,
    `round trip: ${roundTripMs.toFixed(1)} ms; lost: ${percent(lost.toServer)} to the server, ${percent(lost.toClient)} to the client`,
    `throughput: ${rounded(throughput)} messages/s; ideal: ${rounded(ideal)} messages/s (for this window, round trip and loss)`,
    verdict === 'fast'
      ? 'the round trip is so short that this machine sets the pace, and not the window: give it a longer one with --faults delay=20'
      : `${percent(throughput / ideal)} of the ideal: the pipe ${verdict === 'full' ? 'is kept full' : 'is not full'}`,
  ];
}

/** For the JSON document. */
export function measuredJson({ lost, ...measured }: MeasuredTransfer): object {
  const { ms, roundTripMs, throughput, ideal, ...counts } = measured;
  return {
    ...counts,
    durationMs: exact(ms),
    roundTripMs: exact(roundTripMs),
    lost: { toServer: exact(lost.toServer), toClient: exact(lost.toClient) },
    throughput: exact(throughput),
    ideal: exact(ideal),
    share: exact(throughput / ideal),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function percent(part: number): string {
  return `${String(Math.round(100 * part))}%`;
}

function rounded(value: number): string {
  return value < 100 ? value.toFixed(1) : String(Math.round(value));
}

function exact(value: number): number {
  return Math.round(value * 1000) / 1000;
}
