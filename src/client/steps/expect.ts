import { awaitFrames } from '../await-frames.js';
import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'expect',
  shape: ({ messages }) => ({ messages }),
  example: 'expect: Hello',
  does: 'waits until this message, and nothing before it, has come. `expect: [one, two]` waits for two',
  run: ({ messages }, script, name) =>
    script.withClient(name, (client) => awaitFrames(client, script.frames(messages), script, name)),
});
