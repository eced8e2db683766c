import { differenceReason } from '../core/difference-reason.js';
import { differenceView } from '../core/difference-view.js';
import { firstDifference } from '../core/first-difference.js';
import type { StepFailure } from './failure.js';

/** Lines for people: what went wrong, the bytes above each other where there are some, and why that may be. */
export function explainFailure(failure: StepFailure, width = 80): string[] {
  const { message, expected, actual } = failure;
  if (expected === undefined || actual === undefined || actual.length === 0) return [message];
  const at = firstDifference(expected, actual);
  if (at < 0) return [message];
  const reason = differenceReason(expected, actual);
  return [message, ...differenceView(expected, actual, at, width), ...(reason === undefined ? [] : [reason])];
}
