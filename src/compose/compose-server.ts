import 'reflect-metadata';
import { Container, ContainerModule } from 'inversify';
import { EventStream } from '../core/event-stream.js';
import type { Framing } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import { LabServer } from '../server/lab-server.js';
import { defaultSettings, type ServerSettings } from '../server/server-settings.js';
import * as tokens from '../tokens.js';
import type { Listen } from '../transport/listener.js';
import { listenTcp } from '../transport/tcp.js';
import { listenUdp } from '../transport/udp.js';
import { loadFraming, loadHandler, made, requireHandler, type HandlerPlugin } from './load-plugin.js';

/** What to serve. Handler and framing by name or file as on the command line, or as objects. */
export interface ServerOptions extends Partial<ServerSettings> {
  readonly handler: string | Handler<unknown, unknown>;
  readonly framing?: string | Framing;
  /** Another transport than the one that the settings name, for embedding and tests. */
  readonly listen?: Listen;
}

/** Puts a server together; it does not listen yet. Throws a UsageError for a handler or framing that cannot be had. */
export async function composeServer(options: ServerOptions): Promise<LabServer> {
  const { handler, framing = 'raw', listen, ...given } = options;
  const settings = { ...defaultSettings, ...given };
  const container = newContainer();
  container.load(
    servingModule(settings, listen ?? (settings.transport === 'udp' ? listenUdp : listenTcp)),
    framingModule(typeof framing === 'string' ? await loadFraming(framing) : framing),
    typeof handler === 'string' ? handlerModule(await loadHandler(handler)) : handlerInstanceModule(handler),
  );
  const server = made(`handler ${typeof handler === 'string' ? handler : handler.name}`, () => container.get(LabServer));
  if (typeof handler === 'string') requireHandler(handler, server.handler);
  return server;
}

/** The handler alone, for its examples and what it says of itself. Throws a UsageError. */
export async function composeHandler(reference: string): Promise<Handler<unknown>> {
  const container = newContainer();
  container.load(handlerModule(await loadHandler(reference)));
  const handler = made(`handler ${reference}`, () => container.get(tokens.Handler));
  requireHandler(reference, handler);
  return handler;
}

function newContainer(): Container {
  // The default is a new object for every injection.
  return new Container({ defaultScope: 'Singleton' });
}

function servingModule(settings: ServerSettings, listen: Listen): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.Settings).toConstantValue(settings);
    bind(tokens.Listen).toConstantValue(listen);
    bind(tokens.Events).toConstantValue(new EventStream());
    bind(LabServer).toSelf();
  });
}

function framingModule(framing: Framing): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.Framing).toConstantValue(framing);
  });
}

function handlerInstanceModule(handler: Handler<unknown>): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.Handler).toConstantValue(handler);
  });
}

function handlerModule({ type, reference }: HandlerPlugin): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.Handler).to(type);
    if (reference.parameter !== undefined) bind(tokens.Parameter).toConstantValue(reference.parameter);
  });
}
