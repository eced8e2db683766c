import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isProtocolError } from '../core/protocol-error.js';

/** What a session failed with: a broken protocol in its own words, anything else with its place in the code. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isProtocolError(error)) return error.message;
  const [, url, line] = /(file:\/\/\/.+?):(\d+):\d+\)?$/m.exec(error.stack ?? '') ?? [];
  const place = url === undefined ? '' : ` (${relative('', fileURLToPath(url))}:${line})`;
  return `${error.name}: ${error.message}${place}`;
}
