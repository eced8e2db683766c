import { ContainerModule } from 'inversify';
import { EventStream } from '../core/event-stream.js';
import { MemoryStore } from '../core/store.js';
import * as tokens from '../tokens.js';
import { EventLog } from './event-log.js';
import { LabServer } from './lab-server.js';

/** The server, and what it and its handler share: one of each for every container. Settings, transport, framing and handler are bound by who composes it. */
export const serverModule = new ContainerModule(({ bind }) => {
  bind(tokens.Events).toResolvedValue((clock) => new EventStream(() => clock.now()), [tokens.Clock]);
  bind(tokens.Log).to(EventLog);
  bind(tokens.Store).toDynamicValue(() => new MemoryStore());
  bind(LabServer).toSelf();
});
