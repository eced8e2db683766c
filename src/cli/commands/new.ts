import { command } from '../command.js';

export const create = command(
  'new [what] [name]',
  'make a handler, a framing or a lab, ready to run',
  {},
  async () => (await import('../run-new.js')).runNew,
);
