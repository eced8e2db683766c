import { defined } from '../../core/defined.js';
import { runScript } from '../../client/run-script.js';
import { UsageError } from '../../errors/usage-error.js';
import type { Framing } from '../../core/framing.js';
import { reliableSender, type Sent } from '../../protocols/reliable/reliable-sender.js';
import { endpointText } from '../../transport/link-error.js';
import type { Endpoint } from '../../transport/listener.js';
import { connectUdp } from '../../transport/connect-udp.js';
import { verdictLines } from '../exchange/exchange-report.js';
import { ExitCode } from '../exit-code.js';
import { impairmentPlan, type ImpairmentFlags } from '../exchange/impairment-flag.js';
import type { LabSetup } from '../exchange/lab-setup.js';
import { terminal } from '../terminal.js';
import { measuredJson, measuredLines, measureTransfer } from './measure-transfer.js';

const HANDLER = 'reliable';
const MESSAGES = 500;
const SIZE = 100; // bytes of data in each
const ATTEMPTS = 20;
const LONGEST = 3_600_000; // milliseconds: who gives up is the sender

/** What `--window` and its companions say. */
export interface TransferFlags extends ImpairmentFlags {
  readonly window?: number | undefined;
  readonly messages?: number | undefined;
  readonly json?: boolean | undefined;
}

/** Of which server, and in whose words. */
export interface Transfer {
  readonly setup: LabSetup;
  readonly framing: Framing;
  readonly endpoint: Endpoint;
  readonly heading: string;
}

/** Throws a UsageError where there is nobody who takes a transfer, or a flag is about something else. */
export function requireTransfer({ options }: LabSetup, others: Readonly<Record<string, unknown>>): void {
  if (options.handler !== HANDLER || options.transport !== 'udp') {
    throw new UsageError(
      `--window sends to a server of reliable transfers over udp, and this is ${options.handler} over ${options.transport}: take lab 11, or --handler ${HANDLER} --transport udp`,
    );
  }
  const other = Object.keys(others).find((flag) => others[flag] !== undefined && others[flag] !== false);
  if (other !== undefined) throw new UsageError(`--window does not go with --${other}: it sends messages of its own`);
}

/** Sends messages reliably, and compares what was reached with what can be. */
export async function runTransfer(
  { setup, framing, endpoint, heading }: Transfer,
  flags: TransferFlags,
): Promise<ExitCode> {
  const { window = 1, messages: count = MESSAGES, json } = flags;
  const network = impairmentPlan(flags, setup.options.transport);
  if (json !== true) terminal.out([heading, ...(network === undefined ? [] : [network.words])]);
  const messages = Array.from({ length: count - 1 }, (_, index) => new Uint8Array(SIZE).fill(index)); // the end is one, too
  let sent: Sent | undefined;
  const automaton = reliableSender({
    messages,
    window,
    attempts: ATTEMPTS,
    report: (result) => {
      sent = result;
    },
  });
  const script = {
    title: 'transfer',
    steps: [{ op: 'automaton', does: `sends ${String(count)} messages`, automaton, withinMs: LONGEST } as const],
  };
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const begin = performance.now();
  const played = await runScript(script, {
    framing,
    connect: connectUdp(endpoint),
    signal: stop.signal,
    ...(network === undefined ? {} : { impairment: network.plan, seed: network.seed }),
  });
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  const measured =
    sent === undefined || played.failure !== undefined ? undefined : measureTransfer(sent, window, played);
  if (json === true) {
    const { lab, options } = setup;
    terminal.json({
      schema: 1,
      lab: lab === undefined ? null : { number: lab.number, slug: lab.slug, title: lab.title },
      handler: options.handler,
      address: endpointText(endpoint),
      ok: played.ok,
      window,
      ...defined({
        transfer: measured === undefined ? undefined : measuredJson(measured),
        error:
          played.failure === undefined ? undefined : { kind: played.failure.kind, message: played.failure.message },
      }),
    });
  } else {
    terminal.out(
      measured === undefined ? verdictLines(script, played, performance.now() - begin, 100) : measuredLines(measured),
    );
  }
  if (stop.signal.aborted) return ExitCode.interrupted;
  return played.ok ? ExitCode.ok : ExitCode.failed;
}

/** What sends a file. */
export type RunTransfer = typeof runTransfer;
