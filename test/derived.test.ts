import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLanguages } from '../src/compose/load-languages.js';
import { derivedDocuments } from '../scripts/derived-documents.js';
import { kindLists } from '../scripts/kind-lists.mjs';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));

const documents = derivedDocuments(PROJECT, await loadLanguages());

describe('what is written from the code', () => {
  for (const [path, text] of documents) {
    it(`${path} is as it has to be`, () => {
      expect(readFileSync(join(PROJECT, path), 'utf8'), 'npm run schemas writes it').to.equal(text);
    });
  }

  it('lists every kind of step and of failure that has a file', () => {
    for (const { path, text } of kindLists(PROJECT))
      expect(readFileSync(join(PROJECT, path), 'utf8'), 'npm run kinds writes it').to.equal(text);
  });
});
