import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'end',
  shape: () => ({}),
  example: 'end',
  does: 'ends our direction (a half-close) and goes on reading',
  run: (_, script, name) =>
    script.withClient(name, (client) => {
      client.endSending();
      return undefined;
    }),
});
