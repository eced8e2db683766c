import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'close',
  shape: () => ({}),
  example: 'close',
  does: 'closes both directions',
  run: (_, script, name) =>
    script.withClient(name, (client) => {
      client.close();
      return undefined;
    }),
});
