import type { ImpairmentEvent } from '../../impairment/impairment-event.js';
import { bytesJson } from './bytes-json.js';

/** What a network has done, for a JSON document. */
export function impairmentJson(event: ImpairmentEvent): object {
  if (!('bytes' in event)) return event;
  const { bytes, ...failure } = event;
  return { ...failure, size: bytes.length, ...bytesJson(bytes) };
}
