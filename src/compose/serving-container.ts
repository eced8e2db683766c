import 'reflect-metadata/lite';
import { Container, ContainerModule, type Newable } from 'inversify';
import { EventStream } from '../core/event-stream.js';
import type { Framing } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import type { Transport } from '../lab/lab.js';
import { LabServer } from '../server/lab-server.js';
import type { ServerSettings } from '../server/server-settings.js';
import * as tokens from '../tokens.js';
import type { Listen } from '../transport/listener.js';

/** The listening side of a transport; loaded when it is needed. */
export async function listenOver(transport: Transport): Promise<Listen> {
  return transport === 'udp'
    ? (await import('../transport/udp.js')).listenUdp
    : (await import('../transport/tcp.js')).listenTcp;
}

/** A container in which every object is made once. */
export function newContainer(): Container {
  return new Container({ defaultScope: 'Singleton' });
}

/** All that a server needs but its handler. */
export function servingModule(settings: ServerSettings, listen: Listen, framing: Framing): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.Settings).toConstantValue(settings);
    bind(tokens.Listen).toConstantValue(listen);
    bind(tokens.Framing).toConstantValue(framing);
    bind(tokens.Events).toConstantValue(new EventStream());
    bind(LabServer).toSelf();
  });
}

/** A handler's class, and the parameter that it is given where it asks for one. */
export function handlerModule(type: Newable<Handler<unknown>>, parameter: string | undefined): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.Handler).to(type);
    if (parameter !== undefined) bind(tokens.Parameter).toConstantValue(parameter);
  });
}

/** A handler that there is already. */
export function handlerInstanceModule(handler: Handler<unknown>): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.Handler).toConstantValue(handler);
  });
}
