import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import { home } from '../../compose/home.js';
import type { Finding } from '../doctor-finding.js';

/** Is this Node one that wirelab supports? */
export function nodeFinding(version = process.version, range = supportedRange()): Finding {
  const supported = range === undefined || satisfies(version, range, { includePrerelease: true });
  return {
    name: 'Node',
    status: supported ? 'ok' : 'problem',
    detail: supported ? version : `${version} is not supported: install Node ${range}`,
    for: `wirelab itself${range === undefined ? '' : ` (${range})`}`,
    essential: true,
  };
}

function supportedRange(): string | undefined {
  for (const folder of [home, join(home, '..')]) {
    try {
      return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { engines: { node: string } }).engines
        .node;
    } catch {
      // The package's folder is one above what is built.
    }
  }
  return undefined;
}
