import { command } from '../../command.js';

export default command(
  140,
  'new [what] [name]',
  'make a handler, a framing or a lab, ready to run',
  {},
  async () => (await import('./run-new.js')).runNew,
);
