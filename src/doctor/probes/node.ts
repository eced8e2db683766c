import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import { home } from '../../compose/home.js';
import type { DoctorFinding } from '../doctor-finding.js';
import type { Probe } from '../probe.js';

/** Is this Node one that wirelab supports? */
const probeNode: Probe = () => Promise.resolve([nodeFinding()]);

export default probeNode;

/** What a version of Node is to what wirelab supports. */
export function nodeFinding(version = process.version, range = supportedRange()): DoctorFinding {
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
