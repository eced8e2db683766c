import type { FaultEvent } from '../lab/fault-event.js';
import { bytesJson } from './bytes-json.js';

/** What a network has done to a datagram, for a JSON document. */
export function faultJson({ bytes, ...fault }: FaultEvent): object {
  return { ...fault, size: bytes.length, ...bytesJson(bytes) };
}
