import { describeDifference } from '../core/explain-difference.js';
import { firstDifference } from '../core/first-difference.js';
import { byteCount, quoteBytes } from '../core/show-bytes.js';
import { LinkError } from '../transport/link.js';
import type { Expectation } from './expectation.js';
import type { Failure } from './failure.js';
import { MOST_UNREAD } from './inbox.js';
import type { ScriptedClient } from './scripted-client.js';

/** Why this expectation was not met within `ms`. */
export function unmet(expectation: Expectation, client: ScriptedClient, ms: number): Failure {
  const { expected, actual, place } = expectation;
  const got = { expected, actual, offset: Math.max(0, firstDifference(expected, actual)) };
  if (expectation.isWrong)
    return { ...got, kind: 'wrong-bytes', message: place + describeDifference(expected, actual) };
  if (client.inbox.flooded) return { ...got, ...flood() };
  const missing = quoteBytes(expected.subarray(actual.length), 50);
  const more = client.hasReceived ? 'more ' : '';
  const part = `${String(actual.length)} of ${byteCount(expected.length)}`;
  if (client.lostTo !== undefined) {
    const when =
      actual.length === 0
        ? `before anything ${more}came; ${missing} was expected`
        : `after ${part}; missing: ${missing}`;
    const message =
      client.lostTo.kind === 'reset' ? `the server reset the connection (RST) ${when}` : client.lostTo.message;
    return { ...got, kind: client.lostTo.kind, message: place + message };
  }
  if (client.isOver) {
    const message =
      actual.length === 0
        ? `without sending anything${more === '' ? '' : ' more'}; ${missing} was expected`
        : `after ${part}; missing: ${missing}`;
    return { ...got, kind: 'closed-early', message: `the server closed the connection ${message}` };
  }
  if (actual.length === 0)
    return {
      ...got,
      kind: 'nothing-came',
      message: `${place}nothing came within ${duration(ms)}; ${missing} was expected`,
    };
  return { ...got, kind: 'incomplete', message: `only ${part} came within ${duration(ms)}; missing: ${missing}` };
}

/** Bytes came where none may. */
export function unexpected(kind: 'unexpected-bytes' | 'not-quiet', client: ScriptedClient, where: string): Failure {
  if (client.inbox.flooded) return flood();
  const actual = client.inbox.takeAll();
  const what = actual.length === 0 ? 'an empty datagram' : quoteBytes(actual, 50);
  return { kind, expected: new Uint8Array(0), actual, offset: 0, message: `${what} came ${where}` };
}

/** The error of a link, or whatever else was thrown. */
export function linkFailure(error: unknown): Failure {
  if (error instanceof LinkError) return { kind: error.kind, message: error.message };
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

/** The step cannot be done. */
export function badScript(message: string): Failure {
  return { kind: 'bad-script', message };
}

/** `2 s`, `200 ms`, `8.9 s`: exact enough for people. */
export function duration(ms: number): string {
  return ms < 1000 ? `${String(Math.round(ms))} ms` : `${String(Math.round(ms / 100) / 10)} s`;
}

function flood(): Failure {
  return {
    kind: 'flood',
    message: `more than ${String(MOST_UNREAD / 1024 / 1024)} MiB came that were not expected: does the server answer without end?`,
  };
}
