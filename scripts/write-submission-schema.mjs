// Writes the JSON schema of wirelab.yaml, which editors read: docs/schemas/wirelab.schema.json. To run with the hooks for TypeScript.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadLanguages } from '../src/compose/load-languages.ts';
import { settingsJsonSchema } from '../src/grade/submission/submission-settings.ts';

mkdirSync('docs/schemas', { recursive: true });
writeFileSync(
  'docs/schemas/wirelab.schema.json',
  `${JSON.stringify(settingsJsonSchema(await loadLanguages()), null, 2)}\n`,
);
