import { command } from '../../command.js';
import { jsonFlag, anyText } from '../../flags.js';
import { interruptible } from '../../interruptible.js';

export default command(
  70,
  'replay <bundle> [submission]',
  'play a replay bundle again: as it was recorded, or on a submission or a server',
  {
    bundle: { type: 'string', hidden: true },
    submission: { type: 'string', hidden: true },
    target: {
      type: 'string',
      requiresArg: true,
      describe: 'a server that runs already: HOST:PORT, [::1]:PORT, or reference',
      coerce: anyText('target'),
    },
    lab: {
      type: 'string',
      requiresArg: true,
      describe: 'the lab, where it is none of those that come with wirelab',
      coerce: anyText('lab'),
    },
    'unsafe-no-sandbox': { type: 'boolean', describe: 'run the program as yourself, with your files and your network' },
    ...jsonFlag,
  },
  async () => interruptible((await import('./run-replay.js')).runReplay),
);
