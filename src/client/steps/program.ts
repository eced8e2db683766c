import { checkStep } from '../step-kind.js';

/** Something is done with the program under test. */
export default checkStep({
  op: 'program',
  shape: ({ action }) => ({ action }),
  example: "{ op: 'program', action: { act: 'runs' } }",
  does: 'does something with the program under test, or waits for what it does',
  isAboutProgram: true,
  run: ({ action }, script) => script.perform(action),
});
