import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { checkProblems } from '../bundle/check-data.js';
import type { KnownProgram } from './known-program.js';

const POINTS = 100;
const SECTION = 'What to build';
const GAP = 'YOUR PART';

/** What is wrong with a lab itself, which no grading of its programs shows: its points, the sentences that checks rest on, its starters. */
export function labProblems(
  { folder, checks = {}, server }: Pick<NumberedLab, 'folder' | 'checks' | 'server'>,
  programs: readonly KnownProgram[],
): readonly string[] {
  if (!existsSync(join(folder, 'README.md'))) return ['there is no README.md: a lab needs its sheet'];
  const sheet = readFileSync(join(folder, 'README.md'), 'utf8');
  const task = sheet.split(/^## /m).find((part) => part.startsWith(`${SECTION}\n`));
  if (task === undefined) return [`README.md has no section "## ${SECTION}": checks rest on its sentences`];
  const sentences = oneLine(task);
  return [
    ...(sheet.includes(String(server.port))
      ? []
      : [`README.md does not name port ${String(server.port)}, which lab.ts has`]),
    ...(['server', 'client'] as const).flatMap((role) => {
      const all = checks[role] ?? [];
      const points = all.reduce((sum, check) => sum + check.points, 0);
      return [
        ...all.flatMap((check) => checkProblems(check).map((problem) => `${role} ${check.id}: ${problem}`)),
        ...(all.length === 0 || points === POINTS
          ? []
          : [`the checks of a ${role} give ${String(points)} points, not ${String(POINTS)}`]),
        ...all
          .filter(({ because }) => !sentences.includes(oneLine(because)))
          .map(
            ({ id, because }) =>
              `${role} ${id} rests on a sentence that "${SECTION}" of README.md does not have: ${because}`,
          ),
      ];
    }),
    ...programs
      .filter(({ kind, path }) => kind === 'starter' && !readFileSync(path, 'utf8').includes(GAP))
      .map(({ path }) => `${relative(folder, path)} does not say ${GAP} where students have to write`),
  ];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
