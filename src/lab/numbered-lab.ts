import type { Lab } from './lab.js';

/** A lab with what the name of its folder says. */
export interface NumberedLab extends Lab {
  readonly number: number;
  readonly slug: string;
  /** Where its sheet and its programs lie. */
  readonly folder: string;
}
