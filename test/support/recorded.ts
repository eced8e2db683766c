import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a golden file of the project holds. With WIRELAB_RECORD set the file is first made to hold `text`: look at what git says changed. */
export function recorded(path: string, text: string): string {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  if (process.env.WIRELAB_RECORD !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return readFileSync(file, 'utf8');
}
