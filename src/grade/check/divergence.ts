import { ONLY_CLIENT } from '../../client/exchange-steps.js';
import type { StepFailure } from '../../client/failure.js';
import { ByteQueue } from '../../core/byte-queue.js';
import { payloadBytes } from '../../core/exchange.js';
import { firstDifference } from '../../core/first-difference.js';
import { frameBytes } from '../../core/frame-bytes.js';
import type { Framing } from '../../core/framing.js';
import type { CheckStep } from '../../lab/step.js';

/** The first frame in which what a program sent and what the reference sends differ. */
export interface Divergence {
  /** The index of the frame among all that this connection was to carry in this direction. */
  readonly frame: number;
  /** What the reference sends; nothing where it sends no more. */
  readonly reference: Uint8Array;
  /** What came in its place; nothing where nothing came. */
  readonly program: Uint8Array;
}

const MOST = 4096; // bytes of either

/** Finds that frame for a failure of these steps; `undefined` where the failure is not about bytes. */
export function firstDivergence(
  steps: readonly CheckStep[],
  failure: StepFailure,
  framing: Framing,
): Divergence | undefined {
  const { step, client, expected, actual } = failure;
  if (expected === undefined || actual === undefined) return undefined;
  const before = steps
    .slice(connectedAt(steps, step, client), step)
    .filter((each) => (each.client ?? ONLY_CLIENT) === client);
  const first = before.reduce((sum, each) => sum + framesOf(each, framing).length, 0);
  const failed = steps[step];
  const frames =
    failed === undefined || failed.op === 'quiet' || failed.op === 'closed' ? [] : framesOf(failed, framing);
  // Over datagrams what was expected is one of the frames, and not all of them.
  const skipped =
    frames.length > 1
      ? frames.findIndex((frame) => frame.length === expected.length && firstDifference(frame, expected) < 0)
      : -1;
  if (skipped >= 0) return { frame: first + skipped, reference: cut(expected), program: cut(actual) };
  return divergenceIn(frames.length === 0 && expected.length > 0 ? [expected] : frames, actual, framing, first);
}

/** The first frame that differs: `frames` are those of the reference, `actual` are the bytes of the stream. */
export function divergenceIn(
  frames: readonly Uint8Array[],
  actual: Uint8Array,
  framing: Framing,
  first = 0,
): Divergence {
  let at = 0;
  for (const [index, reference] of frames.entries()) {
    const same = actual.subarray(at, at + reference.length);
    if (same.length < reference.length || firstDifference(reference, same) >= 0)
      return {
        frame: first + index,
        reference: cut(reference),
        program: cut(firstFrame(actual.subarray(at), framing)),
      };
    at += reference.length;
  }
  return {
    frame: first + frames.length,
    reference: new Uint8Array(0),
    program: cut(firstFrame(actual.subarray(at), framing)),
  };
}

/** Cuts a stream into frames; what is no whole frame is the last. */
export function framesIn(bytes: Uint8Array, framing: Framing): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const frame = firstFrame(bytes.subarray(at), framing);
    frames.push(frame);
    at += frame.length;
  }
  return frames;
}

function firstFrame(bytes: Uint8Array, framing: Framing): Uint8Array {
  if (bytes.length === 0) return bytes;
  try {
    const queue = new ByteQueue();
    queue.push(bytes.slice());
    const decoder = framing.decoder(bytes.length);
    decoder.chunk?.();
    const message = decoder.decode(queue);
    const taken = bytes.length - queue.length;
    return message === undefined || taken === 0 ? bytes : bytes.subarray(0, taken);
  } catch {
    return bytes; // no continuation could make a frame of them
  }
}

function framesOf(step: CheckStep, framing: Framing): Uint8Array[] {
  if (step.op === 'expect') return step.messages.map((message) => frameBytes(framing, payloadBytes(message)));
  return step.op === 'expect-raw' ? framesIn(payloadBytes(step.bytes), framing) : [];
}

/** The step with which the connection of this client began that step `end` is about. */
function connectedAt(steps: readonly CheckStep[], end: number, client: string): number {
  return Math.max(
    0,
    steps.slice(0, end).findLastIndex((step) => step.op === 'connect' && (step.client ?? ONLY_CLIENT) === client),
  );
}

function cut(bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, MOST);
}
