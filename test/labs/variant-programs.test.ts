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
const FIRST_CHECK = { server: 'one-exchange', client: 'sends' } as const;
const ROLES = ['server', 'client'] as const;

for (const [slug, dimension] of [['many-at-once', 'terminator'], ['gateway', 'order']] as const) {
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
        for (const role of ROLES) expect(await lostBy(role, language, own, student), role).to.deep.equal([]);
      });
    }

    it('is never the usual one in what passes the checks of another', async () => {
      const { student, own } = studentWith(values[0] as string);
      for (const role of ROLES) expect(await lostBy(role, 'py', { ...own, [dimension]: usual as string }, student, ['--only', FIRST_CHECK[role]]), role).to.have.lengthOf(1);
    });

    it('leaves the solutions as they are where it is the usual one', () => {
      const same = withValues(lab, usualValues(dimensions));
      for (const role of ROLES) for (const language of LANGUAGES) expect(rendered(same, solution(lab, role, language).text)).to.equal(solution(lab, role, language).text);
    });
  });

  /** The checks that a student loses with the lab's solution in which these values are. */
  async function lostBy(role: (typeof ROLES)[number], language: string, values: VariantValues, student: string, more: readonly string[] = []): Promise<readonly string[]> {
    const { file, text } = solution(lab, role, language);
    const folder = folderWith({ [file]: rendered(withValues(lab, values), text), secret: SECRET });
    const { report } = await graded([slug, join(folder, file), '--role', role, '--student', student, '--course-secret', join(folder, 'secret'), ...more]);
    return lost(report);
  }
}

function solution({ folder }: NumberedLab, role: string, language: string): { readonly file: string; readonly text: string } {
  const file = language === 'java' ? `${role === 'server' ? 'Server' : 'Client'}.java` : `${role}.${language}`;
  return { file, text: readFileSync(join(folder, 'solution', file), 'utf8') };
}
