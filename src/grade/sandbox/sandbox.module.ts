import { ContainerModule } from 'inversify';
import * as tokens from '../../tokens.js';
import { programLimits } from './limits.js';
import { openSlot } from './open-slot.js';

/** Programs run in boxes of bubblewrap, each held to the usual limits. */
export const sandboxModule = new ContainerModule(({ bind }) => {
  bind(tokens.Sandbox).toConstantValue({ open: openSlot });
  bind(tokens.Limits).toConstantValue(programLimits);
});
