import { ordinal } from './ordinal.js';
import type { End } from './faults.js';

/** Something that a faulty network has done. `number` counts what went to that end, from 1. */
export type FaultEvent = { readonly to: End; readonly number: number; readonly bytes: Uint8Array } & (
  | { readonly what: 'dropped' | 'doubled' }
  | { readonly what: 'overtaken'; readonly by: number }
  | { readonly what: 'late'; readonly ms: number }
);

/** In words: `the 2nd datagram to the client was dropped`. */
export function faultText(event: FaultEvent): string {
  return `the ${ordinal(event.number)} datagram to the ${event.to} ${happened(event)}`;
}

function happened(event: FaultEvent): string {
  switch (event.what) {
    case 'dropped': return 'was dropped';
    case 'doubled': return 'came twice';
    case 'overtaken': return `was overtaken by the ${ordinal(event.by)}`;
    case 'late': return `came ${String(event.ms)} ms late`;
  }
}
