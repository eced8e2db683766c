import { payloadBytes } from '../../core/exchange.js';
import type { CheckStep } from '../../lab/step.js';

const BYTES = 200_000; // of one step: an interpreter that looks at each of them takes a second for so many
const MESSAGES = 1000;

/** How long any wait of these steps may take: once more `deadlineMs` for each 200000 bytes or 1000 messages of the largest step. */
export function deadlineOf(steps: readonly CheckStep[], deadlineMs: number): number {
  return Math.round(deadlineMs * (1 + Math.max(0, ...steps.map(weight))));
}

function weight(step: CheckStep): number {
  if ('bytes' in step) return payloadBytes(step.bytes).length / BYTES;
  if (!('messages' in step)) return 0;
  return (
    step.messages.reduce((sum, message) => sum + payloadBytes(message).length, 0) / BYTES +
    step.messages.length / MESSAGES
  );
}
