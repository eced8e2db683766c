import { ParameterError } from '../../core/parameter-error.js';
import { nearestFew } from '../../text/nearest.js';
import type { CrcAlgorithm } from './algorithm.js';
import { catalogue } from './catalogue.js';

const SUGGESTIONS = 12; // all of the commonest family: crc32 is the beginning of that many names

let byName: ReadonlyMap<string, CrcAlgorithm> | undefined;

/** The catalogued algorithm of that name, in upper or lower case. Throws a ParameterError that names those that are close. */
export function crcAlgorithm(name: string): CrcAlgorithm {
  byName ??= new Map(catalogue.map((algorithm) => [algorithm.name.toLowerCase(), algorithm]));
  const found = byName.get(name.toLowerCase());
  if (found !== undefined) return found;
  const close = nearestFew(
    name,
    catalogue.map((algorithm) => algorithm.name),
    SUGGESTIONS,
  );
  const advice =
    close.length > 0
      ? `did you mean ${close.join(', ')}?`
      : `there are ${catalogue.length}, such as CRC-32/ISO-HDLC and CRC-16/ARC`;
  throw new ParameterError(`no CRC algorithm ${name}; ${advice}`);
}
