import type * as z from 'zod';
import { byteCount } from '../core/show-bytes.js';
import { ordinal, ordinals } from '../text/ordinal.js';
import type { datagramEventSchema, streamEventSchema } from './impairment-event-schema.js';

/** Something that a faulty network has done. */
export type ImpairmentEvent = DatagramEvent | StreamEvent;

/** What was done to a datagram. `number` counts what went to that end, from 1. */
export type DatagramEvent = z.output<typeof datagramEventSchema>;

/** What was done to the bytes that a connection brings to that end. */
export type StreamEvent = z.output<typeof streamEventSchema>;

/** The same, before it is known to which end: `after` so many bytes of the connection. */
export type StreamDeed = StreamEvent extends infer E ? (E extends StreamEvent ? Omit<E, 'to'> : never) : never;

/** In words: `the 2nd datagram to the client was dropped`. */
export function impairmentText(event: ImpairmentEvent): string {
  return 'number' in event
    ? `the ${ordinal(event.number)} datagram to the ${event.to} ${happened(event)}`
    : streamText(event);
}

function happened(event: DatagramEvent): string {
  switch (event.what) {
    case 'dropped':
      return 'was dropped';
    case 'doubled':
      return 'came twice';
    case 'overtaken':
      return `was overtaken by the ${ordinal(event.by)}`;
    case 'late':
      return `came ${String(event.ms)} ms late`;
  }
}

function streamText({ to, ...deed }: StreamEvent): string {
  switch (deed.what) {
    case 'cut':
      return `the bytes to the ${to} were cut after ${ordinals(deed.after)}`;
    case 'glued':
      return `what was sent to the ${to} within ${String(deed.ms)} ms came as one`;
    case 'delayed':
      return `each piece to the ${to} came ${String(deed.ms)} ms late`;
    case 'half-closed':
      return `the direction to the ${to} was ended after ${byteCount(deed.after)}`;
    case 'broken':
      return `the connection was reset after ${byteCount(deed.after)} to the ${to}`;
    case 'stopped':
      return `after ${byteCount(deed.after)} to the ${to} nothing went through any more, either way`;
  }
}
