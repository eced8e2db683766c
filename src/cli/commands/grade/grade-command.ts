import { command } from '../../command.js';
import { jsonFlag, studentFlags, labWord, number, anyText } from '../../flags.js';
import { interruptible } from '../../interruptible.js';

export default command(
  60,
  'grade <lab> [submission]',
  'grade a submission: a file, a folder, a zip or a tar.gz',
  {
    ...labWord,
    submission: { type: 'string', hidden: true },
    role: {
      type: 'string',
      requiresArg: true,
      describe: 'server, client, handler or answers; without it what is handed in',
      coerce: anyText('role'),
    },
    target: {
      type: 'string',
      requiresArg: true,
      describe: 'a server that runs already: HOST:PORT, [::1]:PORT, or reference',
      coerce: anyText('target'),
    },
    only: { type: 'string', array: true, requiresArg: true, describe: 'only these checks, with those that they need' },
    seed: number('seed', 0, 2 ** 31 - 1, 'of what is drawn at random: the same seed, the same bytes'),
    format: {
      type: 'string',
      requiresArg: true,
      describe: 'how the report is written: terminal, json, html, …',
      coerce: anyText('format'),
    },
    out: { type: 'string', requiresArg: true, describe: 'where the report is written', coerce: anyText('out') },
    audience: {
      type: 'string',
      requiresArg: true,
      choices: ['student', 'staff'] as const,
      describe: 'who reads it: students do not see hidden checks',
    },
    'unsafe-no-sandbox': { type: 'boolean', describe: 'run the program as yourself, with your files and your network' },
    bundle: {
      type: 'string',
      requiresArg: true,
      conflicts: ['repeat', 'watch', 'target'],
      describe: 'write a replay bundle to FILE (zip)',
      coerce: anyText('bundle'),
    },
    'bundle-with-submission': {
      type: 'boolean',
      describe: 'of --bundle: put the files that were handed in into it too',
    },
    repeat: number('repeat', 1, 10_000, 'grade so many times, and tell what does not go the same way each time'),
    watch: { type: 'boolean', conflicts: 'repeat', describe: 'grade again on every save, and show what has changed' },
    jobs: number('jobs', 1, 64, 'of --repeat: gradings at once (1)'),
    'vary-seed': { type: 'boolean', describe: 'of --repeat: another seed each time' },
    ...studentFlags,
    ...jsonFlag,
  },
  async () => interruptible((await import('./run-grade.js')).runGrade),
);
