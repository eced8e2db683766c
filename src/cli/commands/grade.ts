import { command } from '../command.js';
import { jsonFlag, labWord, number, text } from '../flags.js';

export const grade = command(
  'grade <lab> <submission>',
  'grade a submission: a file, a folder, a zip or a tar.gz',
  {
    ...labWord,
    submission: { type: 'string', hidden: true },
    role: { type: 'string', requiresArg: true, describe: 'server or client; without it what is handed in', coerce: text('role') },
    only: { type: 'string', array: true, requiresArg: true, describe: 'only these checks, with those that they need' },
    seed: number('seed', 0, 2 ** 31 - 1, 'of what is drawn at random: the same seed, the same bytes'),
    format: { type: 'string', requiresArg: true, describe: 'how the report is written: terminal, json, html, …', coerce: text('format') },
    out: { type: 'string', requiresArg: true, describe: 'where the report is written', coerce: text('out') },
    audience: { type: 'string', requiresArg: true, choices: ['student', 'staff'] as const, describe: 'who reads it: students do not see hidden checks' },
    'unsafe-no-sandbox': { type: 'boolean', describe: 'run the program as yourself, with your files and your network' },
    ...jsonFlag,
  },
  async () => (await import('../run-grade.js')).runGrade,
);
