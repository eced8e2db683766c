import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'reset',
  shape: () => ({}),
  example: 'reset',
  does: 'breaks the connection (TCP RST)',
  run: (_, script, name) =>
    script.withClient(name, (client) => {
      client.reset();
      return undefined;
    }),
});
