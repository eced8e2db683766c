import { ContainerModule } from 'inversify';
import { Grader } from './grader.js';

/** The grader. What it is installed in is bound by who puts it together. */
export const gradeModule = new ContainerModule(({ bind }) => {
  bind(Grader).toSelf();
});
