import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isProtocolError } from '../core/protocol-error.js';

/** What a session failed with: a broken protocol in its own words, anything else with its place in the code. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isProtocolError(error)) return error.message;
  const [, file, line] = /^ +at .*?((?:file:\/\/)?\/.+?):(\d+):\d+\)?$/m.exec(error.stack ?? '') ?? [];
  if (file === undefined) return `${error.name}: ${error.message}`;
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return `${error.name}: ${error.message} (${relative('', path)}:${line})`;
}
