import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'pause',
  shape: () => ({}),
  example: 'pause',
  does: 'reads nothing more, and sends without waiting until it is taken: a client that the server cannot get rid of its replies to',
  run: (_, script, name) =>
    script.withClient(name, (client) => {
      client.pause();
      return undefined;
    }),
});
