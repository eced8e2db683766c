import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { composeServer } from '../../src/compose/compose-server.js';
import { allLabs } from '../../src/compose/labs.js';
import { needsOnlyPort } from '../../src/grade/check/port-checks.js';
import type { Check } from '../../src/lab/check.js';
import { inOrder } from '../../src/lab/in-order.js';
import { failedChecks } from '../support/failed-checks.js';

const RUDE = 'talks nonsense'; // the client of `nonsense` checks
const LANGUAGES = ['.c', '.java', '.mjs', '.py'];
const NAMED = /^(?:#|\/\/) wirelab: fails ([a-z0-9-]+)\n(?:#|\/\/) [A-Z].*[.:…]\n/;
const GAP = 'YOUR PART';
const LEAST_WRONG = 6;
const COURSE = 14; // these have programs in several languages; a new one may begin with Python

interface Program {
  readonly name: string;
  readonly role: string;
  readonly language: string;
  readonly text: string;
}

function programs(folder: string): Program[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) !== '.md')
    .map(({ name }) => ({
      name,
      role: /^(server|client)(?=[-.])/i.exec(name)?.[0].toLowerCase() ?? 'of no role',
      language: extname(name),
      text: readFileSync(join(folder, name), 'utf8'),
    }));
}

for (const lab of (await allLabs()).filter(({ checks }) => checks !== undefined)) {
  const { number, slug, folder } = lab;
  const sheet = readFileSync(join(folder, 'README.md'), 'utf8');
  const task = (sheet.split(/^## /m).find((part) => part.startsWith('What to build\n')) ?? '').replace(/\s+/g, ' ');

  for (const role of ['server', 'client'] as const) {
    const checks = lab.checks?.[role] ?? [];
    const [solutions, wrong, starters] = (['solution', 'wrong', 'starter'] as const).map((part) =>
      programs(join(folder, part)).filter((program) => program.role === role),
    ) as [Program[], Program[], Program[]];

    const needed = (id: string): string[] =>
      (checks.find((check) => check.id === id)?.needs ?? []).flatMap((need) => [need, ...needed(need)]);

    describe(`the checks of lab ${number} ${slug} for a ${role}`, () => {
      it('have ids and titles of their own', () => {
        for (const texts of [checks.map(({ id }) => id), checks.map(({ title }) => title)])
          expect(new Set(texts).size).to.equal(texts.length);
        for (const { id, title } of checks) {
          expect(id).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(title).to.match(/^\S.{1,98}[^\s.]$/);
        }
      });

      it('give 100 points', () => {
        expect(checks.filter(({ points }) => !Number.isInteger(points) || points <= 0)).to.deep.equal([]);
        expect(checks.reduce((sum, { points }) => sum + points, 0)).to.equal(100);
      });

      it('need checks that exist, and no circle', () => {
        expect(inOrder(checks)).to.have.lengthOf(checks.length);
      });

      const leaving = checks.filter(
        ({ script: play }) => 'steps' in play && play.steps.some((step) => step.op === 'close' && step.client === RUDE),
      );
      if (leaving.length > 0)
        it('need the one of a client that breaks off where one talks nonsense and leaves, which with answers unread breaks off too', () => {
          expect(leaving.filter(({ id }) => !needed(id).includes('reset')).map(({ id }) => id)).to.deep.equal([]);
        });

      it('go on with the program of the check before only where several clients were served, and nothing was done to the program', () => {
        for (const [index, check] of inOrder(checks).entries()) {
          if (check.continues !== true) continue;
          expect(needed(check.id), check.id).to.include('next-clients');
          expect(check.script, check.id).to.not.have.property('start');
          const { script: play } = inOrder(checks)[index - 1] as Check;
          const actions =
            'steps' in play ? play.steps.flatMap((step) => (step.op === 'program' ? [step.action.act] : [])) : [];
          expect(
            actions.filter((act) => act !== 'runs'),
            check.id,
          ).to.deep.equal([]);
        }
      });

      it('rest on sentences of the sheet, and have a hint each', () => {
        expect(checks.filter(({ because }) => !task.includes(because)).map(({ id }) => id)).to.deep.equal([]);
        expect(checks.filter(({ hint }) => hint === undefined).map(({ id }) => id)).to.deep.equal([]);
      });

      it('are each failed by a wrong program that says so, with its mistake, in its first lines', () => {
        const named = wrong.map(({ name, text }) => ({ name, check: NAMED.exec(text)?.[1] }));
        expect(named.filter(({ check }) => !checks.some(({ id }) => id === check))).to.deep.equal([]);
        expect(checks.map(({ id }) => id).filter((id) => !named.some(({ check }) => check === id))).to.deep.equal([]);
        expect(wrong.length).to.be.at.least(number > COURSE ? checks.length : LEAST_WRONG);
      });

      it(`are passed by solutions in ${number > COURSE ? 'some language' : 'Python and another language'}`, () => {
        const languages = solutions.map(({ language }) => language);
        if (number <= COURSE) expect(languages).to.include('.py');
        expect(languages.length).to.be.at.least(number > COURSE ? 1 : 2);
        expect(solutions.filter(({ text }) => text.includes(GAP))).to.deep.equal([]);
      });

      it('have a program to start from in each language, with a gap', () => {
        if (number <= COURSE) expect(starters.map(({ language }) => language).sort()).to.deep.equal(LANGUAGES);
        expect(starters.length).to.be.at.least(1);
        expect(starters.filter(({ text }) => !text.includes(GAP)).map(({ name }) => name)).to.deep.equal([]);
      });
    });
  }

  describe(`the checks of lab ${number} ${slug}`, () => {
    it('have programs of known roles only', () => {
      const all = ['solution', 'wrong', 'starter'].flatMap((part) => programs(join(folder, part)));
      expect(
        all
          .filter(({ role, language }) => role === 'of no role' || !LANGUAGES.includes(language))
          .map(({ name }) => name),
      ).to.deep.equal([]);
    });

    it('are passed by the server of the lab, those that need only its port', async () => {
      expect((lab.checks?.server ?? []).some(needsOnlyPort)).to.equal(true);
      expect(await failedChecks(lab, await composeServer({ ...lab.server, port: 0 }))).to.deep.equal([]);
    });
  });
}
