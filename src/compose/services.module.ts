import { ContainerModule } from 'inversify';
import { systemClock } from '../core/clock.js';
import { seededRandom } from '../core/random.js';
import * as tokens from '../tokens.js';

/** What every area may ask for. `seed`: of what is drawn. */
export function servicesModule(seed = 1): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.Clock).toConstantValue(systemClock);
    bind(tokens.Random).toDynamicValue(() => seededRandom(seed, 'services'));
  });
}
