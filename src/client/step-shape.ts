import type { Step } from '../lab/step.js';

/** What a step of this kind takes: its value, and the keys that may stand beside it. */
export interface StepShape {
  /** `messages`: one or several; `bytes`: one text; `ms`: a time; `client`: nothing but who acts. */
  readonly value: 'messages' | 'bytes' | 'ms' | 'client';
  readonly keys: readonly ('cuts' | 'orReset')[];
}

/** Every kind of step. */
export const STEP_SHAPES: Readonly<Record<Step['op'], StepShape>> = {
  connect: { value: 'client', keys: [] },
  send: { value: 'messages', keys: ['cuts'] },
  raw: { value: 'bytes', keys: ['cuts'] },
  expect: { value: 'messages', keys: [] },
  'expect-raw': { value: 'bytes', keys: [] },
  end: { value: 'client', keys: [] },
  closed: { value: 'client', keys: ['orReset'] },
  close: { value: 'client', keys: [] },
  reset: { value: 'client', keys: [] },
  pause: { value: 'client', keys: [] },
  overfill: { value: 'messages', keys: [] },
  quiet: { value: 'ms', keys: [] },
};

/** True for the name of a step. */
export function isOp(name: string): name is Step['op'] {
  return Object.hasOwn(STEP_SHAPES, name);
}
