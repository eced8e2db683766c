import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labQuestionDrawer } from '../../src/cli/lab-question-drawer.js';
import { allLabs, labKey } from '../../src/compose/labs.js';
import { keyProblems, questionProblems } from '../../src/grade/answers/key-problems.js';
import { starterAnswers } from '../../src/grade/answers/starter-answers.js';
import { withEveryValue } from '../support/with-every-value.js';

const VARIANTS = Array.from({ length: 30 }, (_, index) => `student-${index}`);

for (const lab of (await allLabs()).filter(({ questions }) => questions !== undefined)) {
  const { number, slug, folder, questions = [] } = lab;

  describe(`the questions of lab ${number} ${slug}`, () => {
    it('are numbered, worth points and whole', () => {
      expect(questionProblems(questions)).to.deep.equal([]);
    });

    it('each have a key that gives full marks to what is right, and less with feedback to what is not', async () => {
      for (const one of [lab, ...withEveryValue(lab)]) {
        const key = await labKey(one);
        if (key === undefined) throw new Error(`lab ${number} has questions, and no key.ts`);
        const draw = await labQuestionDrawer(one);
        const sheets = VARIANTS.map((variant) => draw(variant));
        const problems = keyProblems(one.questions ?? [], key, ({ id }) =>
          sheets.flatMap(({ exchanges }) => {
            const seen = exchanges.get(id);
            return seen === undefined ? [] : [seen];
          }),
        );
        expect(problems, JSON.stringify(one.variant)).to.deep.equal([]);
      }
    });

    it(`are in starter/answers.md as they are (wirelab show ${number} --questions > labs/${number}-…/starter/answers.md)`, async () => {
      expect(readFileSync(join(folder, 'starter/answers.md'), 'utf8')).to.equal(
        starterAnswers(lab, (await labQuestionDrawer(lab))().prompts),
      );
    });
  });
}
