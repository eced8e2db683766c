import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needs } from '../../support/needs.js';
import { endPrograms } from '../../support/spawned.js';
import { Place } from './end-to-end.js';

// On the build machine a slice; scripts/same-port.sh grades all of them.
const COUNT = Number(process.env.WIRELAB_SAME_PORT ?? 6);
const AT_ONCE = 4;
const SEED = '11';
const LAB = fileURLToPath(new URL('../../../labs/01-echo', import.meta.url));
const OWN = fileURLToPath(new URL('./fixtures/same-port', import.meta.url));

// Five languages, right and wrong, in turn; each has port 65432 written into it.
const RIGHT = ['solution/server.py', 'solution/server.c', 'solution/Server.java', 'solution/server.mjs'].map((file) =>
  join(LAB, file),
);
const GO = ['server.go', 'once.go'].map((file) => join(OWN, file));
const WRONG = readdirSync(join(LAB, 'wrong'))
  .filter((file) => /^server-(?!any-port|does-not-start)/.test(file))
  .sort()
  .map((file) => join(LAB, 'wrong', file));
const ALL = [
  ...RIGHT.slice(0, 3),
  ...GO.slice(0, 1),
  ...WRONG.slice(0, 1),
  ...RIGHT.slice(3),
  ...GO.slice(1),
  ...WRONG.slice(1),
];

describe('submissions that use the same port at the same time', function () {
  this.timeout(60_000 + COUNT * 60_000);
  let place: Place;
  before(needs('bwrap', 'python3', 'gcc', 'javac', 'go'));
  before(() => {
    place = new Place();
  });
  after(() => {
    place.remove();
  });
  afterEach(endPrograms);

  it(`get the reports that they get alone (${COUNT} of them, ${AT_ONCE} at once)`, async () => {
    const chosen = ALL.slice(0, COUNT);
    expect(chosen).to.have.lengthOf(COUNT);
    const begin = performance.now();
    const alone: unknown[] = [];
    for (const file of chosen) alone.push(await graded(file));
    const between = performance.now();
    const together: unknown[] = [];
    const waiting = [...chosen.entries()];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          together[next[0]] = await graded(next[1]);
      }),
    );
    if (process.env.WIRELAB_SAME_PORT !== undefined) {
      process.stdout.write(
        `${COUNT} submissions: ${Math.round(between - begin)} ms one after the other, ${Math.round(performance.now() - between)} ms together\n`,
      );
    }
    expect(chosen.flatMap((file, i) => differences(alone[i], together[i], basename(file)))).to.deep.equal([]);
    expect(new Set(alone.map((report) => (report as { score: number }).score)).size).to.be.above(1); // or they would be equal whatever they are
    expect(place.files).to.deep.equal([]);
    expect(await place.untilGone()).to.deep.equal([]);
  });

  async function graded(file: string): Promise<unknown> {
    const { status, stdout, stderr } = await place.run([
      'grade',
      '1',
      file,
      '--role',
      'server',
      '--seed',
      SEED,
      '--json',
    ]);
    expect(status, stderr).to.be.oneOf([0, 1]);
    return withoutTimes(JSON.parse(stdout));
  }
});

/** Where two values part, with what each has there. */
function differences(a: unknown, b: unknown, path: string): string[] {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null)
    return a === b ? [] : [`${path}: ${JSON.stringify(a)} alone, ${JSON.stringify(b)} together`];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
    differences(a[name as keyof typeof a], b[name as keyof typeof b], `${path}.${name}`),
  );
}

// The system chooses a client's port, and when what of a stream comes.
const CHANGES = /Ms$|^(startedAt|at|exchange|attempts|transcript|picture)$/;

// Of a program that died: which of its calls met that a client was gone, and how far the next one came, is a race between the two, also alone.
const SEEN = '. What the client saw of it: ';

/** All of a report that does not depend on when it was made. */
function withoutTimes(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\bwithin [\d.]+ m?s\b/g, 'within its deadline');
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (typeof value !== 'object' || value === null) return value;
  const { cause } = value as { readonly cause?: { readonly kind: string; readonly message: string } };
  if (cause?.message.includes(SEEN) === true)
    return withoutTimes({
      ...value,
      output: undefined,
      cause: { kind: cause.kind, message: (cause.message.split(SEEN)[0] ?? '').replace(/, line \d+/g, '') },
    });
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !CHANGES.test(name))
      .map(([name, inner]) => [name, withoutTimes(inner)]),
  );
}
