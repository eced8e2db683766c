import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServer } from '../../src/compose/compose-server.js';
import { allLabs } from '../../src/compose/labs.js';
import { rendered, studentValues, withValues } from '../../src/compose/student-variant.js';
import { usualValues } from '../../src/lab/dimension.js';
import { failedChecks } from '../support/failed-checks.js';
import { playLab } from '../support/play-lab.js';
import { withEveryValue } from '../support/with-every-value.js';

const SECRET = 'the secret of this test, and of no course';
const STUDENTS = ['s1', 'ada', 'Grace Hopper', 'm.müller', '20261120'];

for (const lab of (await allLabs()).filter(({ variants }) => variants !== undefined)) {
  const { number, slug, folder, variants } = lab;
  if (variants === undefined) continue;
  const sheet = readFileSync(join(folder, 'README.md'), 'utf8');
  // What a student is given to read: values may stand in the programs to start from only.
  const handedOut = [
    sheet,
    ...readdirSync(join(folder, 'starter'))
      .filter((file) => file !== 'answers.md')
      .map((file) => readFileSync(join(folder, 'starter', file), 'utf8')),
  ].join('\n');
  const usual = Object.values(texts(usualValues(variants.dimensions)));
  const own = STUDENTS.map((student) => withValues(lab, studentValues(lab, variants.dimensions, student, SECRET)));
  const every = [...own, ...withEveryValue(lab)];

  function texts(values: ReturnType<typeof usualValues>): Readonly<Record<string, string>> {
    return {
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
      ...variants?.says(values),
    };
  }

  describe(`the variants of lab ${number} ${slug}`, () => {
    it('differ from each other, and from the lab as it stands', () => {
      const all = [lab, ...own].map(({ server, variant }) => JSON.stringify([server, variant]));
      expect(new Set(all).size).to.equal(all.length);
    });

    it('have a port of their own, which a student may use', () => {
      for (const { server } of own) expect(server.port).to.be.within(1024, 32_767); // above that systems take them for clients
    });

    it('are told of values that the sheet has, each standing for one thing', () => {
      expect(usual.filter((text) => !holds(handedOut, text))).to.deep.equal([]);
      expect(new Set(usual).size).to.equal(usual.length);
    });

    it('have a sheet with their own values, and with none of the usual ones that is not theirs', () => {
      for (const one of every) {
        const mine = Object.values(texts(one.variant ?? {}));
        const text = rendered(one, handedOut);
        expect(mine.filter((value) => !holds(text, value))).to.deep.equal([]);
        expect(usual.filter((value) => !mine.some((other) => holds(other, value)) && holds(text, value))).to.deep.equal(
          [],
        );
      }
    });

    it('have checks that rest on sentences of that sheet', () => {
      for (const one of every) {
        const text = rendered(one, sheet).replace(/\s+/g, ' ');
        const checks = [...(one.checks?.server ?? []), ...(one.checks?.client ?? [])];
        expect(checks.filter(({ because }) => !text.includes(because)).map(({ because }) => because)).to.deep.equal([]);
        expect(checks.length).to.equal((lab.checks?.server ?? []).length + (lab.checks?.client ?? []).length);
      }
    });

    it('are whole: the scripted client passes against the server', async () => {
      for (const one of every)
        expect((await playLab(one, { ...one.server, port: 0 })).failure?.message).to.be.undefined;
    });

    it('have checks that their server passes, those that need only its port', async () => {
      for (const one of own.slice(0, 2))
        expect(await failedChecks(one, await composeServer({ ...one.server, port: 0 }))).to.deep.equal([]);
    });
  });
}

/** Whether the text has these words, as words. */
function holds(text: string, words: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u').test(
    text,
  );
}
