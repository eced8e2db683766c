import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServer } from '../../src/compose/compose-server.js';
import { allLabs } from '../../src/compose/labs.js';

const SECTIONS = [
  'Objectives',
  'Background',
  'What to build',
  'Run it',
  'Check your work',
  'Experiments',
  'Hints',
  'Questions',
  'Read on',
];
const LONGEST = 150; // lines: three screens
const WIDEST = 120; // characters

for (const { number, slug, title, folder, server } of await allLabs()) {
  describe(`the sheet of lab ${number} ${slug}`, () => {
    const sheet = readFileSync(join(folder, 'README.md'), 'utf8');
    const lines = sheet.trimEnd().split('\n');
    const section = (name: string): string => sheet.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';

    it('has the title of the lab and the sections of all sheets, in order', () => {
      expect(lines[0]).to.equal(`# Lab ${number}: ${title}`);
      expect(lines.filter((line) => line.startsWith('## '))).to.deep.equal(SECTIONS.map((name) => `## ${name}`));
    });

    it('is not longer and not wider than can be read', () => {
      expect(lines.length).to.be.at.most(LONGEST);
      expect(lines.filter((line) => line.length > WIDEST)).to.deep.equal([]);
      expect(sheet).to.not.match(/\bTODO\b|[ \t]$/m);
    });

    it('shows the exchange in a picture', () => {
      expect(section('Background')).to.match(/^```\n(?:(?!```).*\n)*.*[─►](?:.*\n)*?```$/m);
    });

    it('asks at least five questions, numbered from 1', () => {
      const numbers = Array.from(section('Questions').matchAll(/^(\d+)\. /gm), ([, n]) => Number(n));
      expect(numbers.length).to.be.at.least(5);
      expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1));
    });

    it('runs its own lab, at the port on which it listens', () => {
      const runs = Array.from(sheet.matchAll(/wirelab (?:run|serve|client|grade) (\d+)/g), ([, n]) => Number(n));
      expect(new Set(runs)).to.deep.equal(new Set([number]));
      expect(section('What to build')).to.include(String(server.port));
      for (const command of ['run', 'serve', 'client']) expect(sheet).to.include(`wirelab ${command} ${number}`);
    });

    it('names handlers and framings that exist', async () => {
      for (const [flag, handler = 'echo'] of flags(sheet, 'handler'))
        expect((await composeServer({ handler })).handler.name, flag).to.equal(handler);
      for (const [flag, framing = 'raw'] of flags(sheet, 'framing')) {
        expect((await composeServer({ handler: 'echo', framing })).framing.name, flag).to.equal(framing);
      }
    });
  });
}

/** What follows `--name` in the sheet, in quotes or without. */
function flags(sheet: string, name: string): [flag: string, value: string | undefined][] {
  const found = sheet.matchAll(new RegExp(`--${name} (?:'([^']+)'|([^\\s\`,]+))`, 'g'));
  return Array.from(found, ([flag, quoted, plain]) => [flag, quoted ?? plain]);
}
