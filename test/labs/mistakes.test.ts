import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { allLabs } from '../../src/compose/labs.js';

// What students get wrong again and again, and the programs that do. That each of them fails the check named here and no other
// is shown by `wirelab prove`.
const mistakes = z
  .array(
    z.strictObject({
      mistake: z.string().min(1),
      shows: z.array(z.strictObject({ fails: z.string(), programs: z.array(z.string()).min(1) })),
      /** No check can find it yet: nothing that this is about is checked in any lab. */
      waits: z.literal('datagrams').optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'mistakes.json'), 'utf8')));

const LEAST_LANGUAGES = 2;
const labs = await allLabs();

describe('a mistake that students make', () => {
  for (const { mistake, shows, waits } of mistakes.filter((row) => row.waits === undefined)) {
    it(`is found in more than one language: ${mistake}`, () => {
      expect(waits).to.be.undefined;
      const languages = new Set(shows.flatMap(({ programs }) => programs.map((program) => extname(program))));
      expect(languages.size, [...languages].join(' ')).to.be.at.least(LEAST_LANGUAGES);
    });

    it(`is made by programs that name the check which finds it: ${mistake}`, () => {
      const wrong = shows.flatMap(({ fails, programs }) =>
        programs.filter((program) => !names(program, fails)).map((program) => `${program}: ${fails}`),
      );
      expect(wrong).to.deep.equal([]);
    });
  }

  it('waits for its check only as long as there can be none', () => {
    const checked = labs
      .filter(({ checks, server }) => checks !== undefined && server.transport === 'udp')
      .map(({ slug }) => slug);
    const waiting = mistakes.filter(({ waits }) => waits !== undefined).map(({ mistake }) => mistake);
    if (checked.length > 0) expect(waiting, `lab ${checked.join(', ')} has checks`).to.deep.equal([]);
  });

  it('is in the table once, and so is each program for a check', () => {
    const all = mistakes.map(({ mistake }) => mistake);
    expect(new Set(all).size).to.equal(all.length);
    for (const { shows } of mistakes) {
      const programs = shows.flatMap((shown) => shown.programs);
      expect(new Set(programs).size).to.equal(programs.length);
    }
  });
});

/** True for a wrong program of a lab that says, in its first line, that it fails this check of its role. */
function names(program: string, fails: string): boolean {
  const [folder = '', part, file = ''] = program.split('/');
  const lab = labs.find((one) => one.folder.endsWith(`/${folder}`));
  if (lab === undefined || part !== 'wrong' || !existsSync(join(lab.folder, part, file))) return false;
  const role = file.startsWith('server') ? 'server' : 'client';
  const [first = ''] = readFileSync(join(lab.folder, part, file), 'utf8').split('\n', 1);
  return (
    lab.checks?.[role]?.some(({ id }) => id === fails) === true && /wirelab: fails (\S+)$/.exec(first)?.[1] === fails
  );
}
