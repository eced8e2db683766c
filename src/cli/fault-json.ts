import type { FaultEvent } from '../lab/fault-event.js';
import { bytesJson } from './bytes-json.js';

/** What a network has done, for a JSON document. */
export function faultJson(event: FaultEvent): object {
  if (!('bytes' in event)) return event;
  const { bytes, ...fault } = event;
  return { ...fault, size: bytes.length, ...bytesJson(bytes) };
}
