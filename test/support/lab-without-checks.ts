import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes a lab in a folder that grades nothing, and returns where it is. */
export function labWithoutChecks(folder: string): string {
  const lab = join(mkdtempSync(join(folder, 'labs-')), '77-none');
  mkdirSync(lab);
  writeFileSync(
    join(lab, 'lab.ts'),
    "export default { title: 'None', summary: 'grades nothing', server: { transport: 'tcp', framing: 'line', handler: 'echo', port: 5000 } };\n",
  );
  return lab;
}
