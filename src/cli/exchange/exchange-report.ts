import { defined } from '../../core/defined.js';
import { explainFailure } from '../../client/explain-failure.js';
import type { StepFailure } from '../../client/failure.js';
import type { ScriptResult } from '../../client/run-script.js';
import type { Transcript } from '../../client/transcript.js';
import { impairmentSummary } from '../../impairment/impairment-words.js';
import type { Script } from '../../lab/step.js';
import { bytesJson } from './bytes-json.js';
import { terminal } from '../terminal.js';
import { impairmentJson } from './event-line.js';
import { countText } from '../../text/count-text.js';
import type { LabSetup } from './lab-setup.js';
import { ONLY_CLIENT } from '../../client/exchange-steps.js';

/** The last lines for people: passed, or what went wrong. */
export function verdictLines(
  script: Script,
  { failure, transcript }: ScriptResult,
  durationMs: number,
  width: number,
): string[] {
  const steps = script.steps.length;
  const network = networkLines(transcript);
  if (failure === undefined) {
    const clients = new Set(transcript.map(({ client }) => client)).size;
    return [
      `${terminal.paint(['green', 'bold'], 'passed')}: ${countText(clients, 'client')}, ${countText(steps, 'step')}, ${Math.round(durationMs)} ms`,
      ...network,
    ];
  }
  const step = script.steps[failure.step];
  const place = step === undefined ? 'after the last step' : `at step ${failure.step + 1} of ${steps} (${step.op})`;
  const who = clientNames(script).length > 1 ? ` by ${failure.client}` : '';
  if (failure.kind === 'stopped') return [`interrupted ${place}`];
  const [message = '', ...lines] = explainFailure(failure, width);
  return [
    `${terminal.paint(['red', 'bold'], 'failed')} ${place}${who}: ${message}`,
    ...lines.map((line) => `  ${line}`),
    ...network,
  ];
}

/** What the network has done, where it was told to. */
function networkLines(transcript: Transcript): string[] {
  return impairmentSummary(transcript.flatMap((entry) => (entry.type === 'fault' ? [entry.fault] : []))).map(
    (line) => `the network, ${line}`,
  );
}

/** The JSON document of `run` and `client`: schema 1. Bytes are base64; times are milliseconds since the script began. */
export function exchangeReport(
  setup: LabSetup,
  address: string,
  { ok, transcript, failure }: ScriptResult,
  durationMs: number,
): object {
  const { lab, options } = setup;
  return {
    schema: 1,
    lab: lab === undefined ? null : { number: lab.number, slug: lab.slug, title: lab.title },
    handler: options.handler,
    framing: options.framing,
    transport: options.transport,
    mode: options.transport === 'udp' ? null : options.mode,
    address,
    ok,
    durationMs: rounded(durationMs),
    transcript: transcriptJson(transcript),
    ...defined({ error: failure === undefined ? undefined : failureJson(failure) }),
  };
}

function transcriptJson(transcript: Transcript): object[] {
  return transcript.flatMap((entry): object[] => {
    if (entry.type === 'fault')
      return [{ t: rounded(entry.t), client: entry.client, dir: entry.dir, fault: impairmentJson(entry.fault) }];
    if (entry.type !== 'bytes') return [];
    const { t, client, dir, bytes } = entry;
    return [{ t: rounded(t), client, dir, ...bytesJson(bytes) }];
  });
}

function failureJson(failure: StepFailure): object {
  const { expected, actual } = failure;
  return {
    ...failure,
    ...defined({
      expected: expected === undefined ? undefined : base64(expected),
      actual: actual === undefined ? undefined : base64(actual),
    }),
    explanation: explainFailure(failure),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/** The clients of a script, in the order of their first steps. */
export function clientNames({ steps }: Script): readonly string[] {
  return [...new Set(steps.map(({ client = ONLY_CLIENT }) => client))];
}
