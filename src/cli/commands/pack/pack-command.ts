import { command } from '../../command.js';
import { studentFlags, anyText } from '../../flags.js';

export default command(
  120,
  'pack [labs..]',
  'make the folder of labs that is handed out to students, or to those who teach',
  {
    labs: { type: 'string', array: true, hidden: true },
    for: {
      type: 'string',
      requiresArg: true,
      describe: 'students, who get no keys, solutions and wrong programs, or instructors, who get all',
      coerce: anyText('for'),
    },
    out: {
      type: 'string',
      requiresArg: true,
      describe: 'where it goes: a new folder, FILE.zip or FILE.tar.gz',
      coerce: anyText('out'),
    },
    ...studentFlags,
  },
  async () => (await import('./run-pack.js')).runPack,
);
