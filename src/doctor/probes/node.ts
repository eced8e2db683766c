import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../../compose/home.js';
import type { DoctorFinding } from '../doctor-finding.js';
import type { Probe } from '../probe.js';

type Version = readonly [major: number, minor: number, patch: number];

/** Is this Node one that wirelab supports? */
const probeNode: Probe = () => Promise.resolve([nodeFinding()]);

export default probeNode;

/** What a version of Node is to what wirelab supports. */
export function nodeFinding(version = process.version, range = supportedRange()): DoctorFinding {
  const supported = range === undefined || satisfies(version, range);
  return {
    name: 'Node',
    status: supported ? 'ok' : 'problem',
    detail: supported ? version : `${version} is not supported: install Node ${range}`,
    for: `wirelab itself${range === undefined ? '' : ` (${range})`}`,
    essential: true,
  };
}

/** Understands what package.json uses: `^20.19.0` and `>=22.12.0`, with `||` between. */
export function satisfies(version: string, range: string): boolean {
  const actual = parse(version);
  return range.split('||').some((part) => {
    const lowest = parse(part);
    return compare(actual, lowest) >= 0 && (part.trim().startsWith('>=') || actual[0] === lowest[0]);
  });
}

function parse(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = (text.match(/\d+/g) ?? []).map(Number);
  return [major, minor, patch];
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
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
