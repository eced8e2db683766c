import { ContainerModule } from 'inversify';
import { Grader } from '../grade/grader.js';
import { gradeModule } from '../grade/grade.module.js';
import type { Installation } from '../grade/installation.js';
import * as tokens from '../tokens.js';
import { newContainer } from './serving-container.js';
import { thisInstallation } from './this-installation.js';

/** The grader of this installation, or of what stands in for it. */
export function composeGrader(installation: Installation = thisInstallation): Grader {
  const container = newContainer();
  container.load(
    gradeModule,
    new ContainerModule(({ bind }) => {
      bind(tokens.Installation).toConstantValue(installation);
    }),
  );
  return container.get(Grader);
}
