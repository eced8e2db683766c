import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLab } from '../../src/compose/labs.js';
import { rendered, studentValues, withValues } from '../../src/compose/student-variant.js';
import { usualValues, type VariantValues } from '../../src/lab/dimension.js';
import type { NumberedLab } from '../../src/lab/numbered-lab.js';
import { removeFolders } from '../support/checkout.js';
import { folderWith, graded, GRADING_MS, lost } from '../support/graded.js';
import { needs } from '../support/needs.js';

// Values that change what a program does, and not only a number or a text in it: each is proved by solutions that have it in place of
// the usual one, one value after another in another language.

const SECRET = 'the secret of this test, and of no course';
const LANGUAGES = ['py', 'mjs', 'c', 'java'] as const;
const ROLES = ['server', 'client'] as const;

for (const [slug, dimension] of [
  ['many-at-once', 'terminator'],
  ['gateway', 'order'],
] as const) {
  const lab = await findLab(slug);
  const dimensions = lab.variants?.dimensions ?? {};
  const [usual, ...values] = dimensions[dimension] as readonly string[];

  /** The first student who has this value, with all that is theirs. */
  const studentWith = (value: string): { readonly student: string; readonly own: VariantValues } => {
    for (let number = 1; ; number++) {
      const student = `s${number}`;
      const own = studentValues(lab, dimensions, student, SECRET);
      if (own[dimension] === value) return { student, own };
    }
  };

  describe(`the ${dimension} of lab ${slug}`, function () {
    this.timeout(GRADING_MS);
    before(needs('bwrap', 'python3', 'gcc', 'javac'));
    after(removeFolders);

    for (const [index, value] of values.entries()) {
      const language = LANGUAGES[index % LANGUAGES.length] as (typeof LANGUAGES)[number];
      it(`is "${value}" in solutions with full marks (${language})`, async () => {
        const { student, own } = studentWith(value);
        expect(await lostBy(language, own, student)).to.deep.equal([[], []]);
      });
    }

    it('is not the usual one in solutions that pass where it is another', async () => {
      const { student, own } = studentWith(values[0] as string);
      for (const checks of await lostBy('py', { ...own, [dimension]: usual as string }, student))
        expect(checks).to.not.be.empty;
    });

    it('leaves the solutions as they are where it is the usual one', () => {
      const same = withValues(lab, usualValues(dimensions));
      for (const role of ROLES)
        for (const language of LANGUAGES)
          expect(rendered(same, solution(lab, role, language).text)).to.equal(solution(lab, role, language).text);
    });
  });

  /** The checks of both roles that a student loses with the lab's solutions in which these values are. */
  function lostBy(language: string, values: VariantValues, student: string): Promise<readonly (readonly string[])[]> {
    return Promise.all(
      ROLES.map(async (role) => {
        const { file, text } = solution(lab, role, language);
        const folder = folderWith({ [file]: rendered(withValues(lab, values), text), secret: SECRET });
        const { report } = await graded([
          slug,
          join(folder, file),
          '--role',
          role,
          '--student',
          student,
          '--course-secret',
          join(folder, 'secret'),
        ]);
        return lost(report);
      }),
    );
  }
}

function solution(
  { folder }: NumberedLab,
  role: string,
  language: string,
): { readonly file: string; readonly text: string } {
  const file = language === 'java' ? `${role === 'server' ? 'Server' : 'Client'}.java` : `${role}.${language}`;
  return { file, text: readFileSync(join(folder, 'solution', file), 'utf8') };
}
