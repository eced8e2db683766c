import { ContainerModule } from 'inversify';
import * as gradeTokens from '../grade/grade-tokens.js';
import { gradeModule } from '../grade/grade.module.js';
import { Grader } from '../grade/grader.js';
import type { Installation } from '../grade/installation.js';
import { sandboxModule } from '../grade/sandbox/sandbox.module.js';
import { newContainer } from './container.js';
import { thisInstallation } from './this-installation.js';

/** The grader of this installation, or of what stands in for it. `services` replaces what Wirelab binds: another sandbox, say. */
export function composeGrader(
  installation: Installation = thisInstallation,
  services: readonly ContainerModule[] = [],
): Grader {
  const installed = new ContainerModule(({ bind }) => {
    bind(gradeTokens.Installation).toConstantValue(installation);
  });
  return newContainer([gradeModule, sandboxModule, installed], { services }).get(Grader);
}
