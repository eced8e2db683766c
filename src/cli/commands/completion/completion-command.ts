import { command } from '../../command.js';

export default command(
  170,
  'completion [shell]',
  'print a script that completes commands, flags and names in bash or zsh',
  { shell: { type: 'string', hidden: true } },
  async () => (await import('./run-completion.js')).runCompletion,
);
