// Writes what documents have from schemas: docs/schemas, and the tables between marks in pages. To run with the hooks for TypeScript.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLanguages } from '../src/compose/load-languages.ts';
import { derivedDocuments } from './derived-documents.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const [path, text] of derivedDocuments(root, await loadLanguages())) {
  mkdirSync(dirname(`${root}/${path}`), { recursive: true });
  writeFileSync(`${root}/${path}`, text);
}
