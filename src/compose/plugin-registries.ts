import { injectable, multiInject, type Newable } from 'inversify';
import type { FramingFactory } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import type { Contribution } from '../registry/contribution.js';
import { Registry } from '../registry/registry.js';
import * as tokens from '../tokens.js';

/** The class of a handler. */
export type HandlerType = Newable<Handler<unknown>>;

// `chained`: those of Wirelab and those of every user's module together.

/** The handlers that there are by name. */
@injectable()
export class HandlerRegistry extends Registry<HandlerType> {
  constructor(
    @multiInject(tokens.HandlerContribution, { chained: true }) contributions: readonly Contribution<HandlerType>[],
  ) {
    super('handler', contributions);
  }
}

/** The framings that there are by name. */
@injectable()
export class FramingRegistry extends Registry<FramingFactory> {
  constructor(
    @multiInject(tokens.FramingContribution, { chained: true }) contributions: readonly Contribution<FramingFactory>[],
  ) {
    super('framing', contributions);
  }
}
