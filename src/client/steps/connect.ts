import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'connect',
  shape: () => ({}),
  example: 'connect',
  does: 'connects. Any other step connects first if its client has not: this one is for connecting and saying nothing',
  run: (_, script, name) => script.connect(name),
});
