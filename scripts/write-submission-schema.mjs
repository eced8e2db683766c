// Writes the JSON schema of wirelab.yaml, which editors read: docs/schemas/wirelab.schema.json. To run with the hooks for TypeScript.
import { mkdirSync, writeFileSync } from 'node:fs';
import { settingsJsonSchema } from '../src/grade/submission/submission-settings.ts';

mkdirSync('docs/schemas', { recursive: true });
writeFileSync('docs/schemas/wirelab.schema.json', `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`);
