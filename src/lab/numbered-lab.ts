import type { VariantValues } from './dimension.js';
import type { Lab } from './lab.js';

/** A lab with what the name of its folder says. */
export interface NumberedLab extends Lab {
  readonly number: number;
  readonly slug: string;
  /** Where its sheet and its programs lie. */
  readonly folder: string;
  /** The values that one student has, where they are not the usual ones. */
  readonly variant?: VariantValues;
}
