import { ContainerModule } from 'inversify';
import type { ServiceContainer } from './container.js';
import type { Framing } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import { LabServer } from '../server/lab-server.js';
import type { ServerSettings } from '../server/server-settings.js';
import * as tokens from '../tokens.js';
import type { Listen } from '../transport/listener.js';
import type { Transport } from '../lab/lab.js';
import type { HandlerPlugin } from './load-plugin.js';
import { made, requireHandler } from './require-plugin.js';

/** A handler that there is already. */
export interface HandlerInstance {
  readonly instance: Handler<unknown>;
}

/** The parts of a server, loaded. */
export interface ServerParts {
  readonly settings: ServerSettings;
  readonly framing: Framing;
  readonly handler: HandlerInstance | HandlerPlugin;
  readonly listen?: Listen | undefined;
}

/** Puts a server together in a container that has the server's module. Throws a UsageError for a handler that cannot be made. */
export async function assembleServer(
  container: ServiceContainer,
  { settings, framing, handler, listen }: ServerParts,
): Promise<LabServer> {
  const over = listen ?? (await listenOver(settings.transport));
  container.load(
    new ContainerModule(({ bind }) => {
      bind(tokens.Settings).toConstantValue(settings);
      bind(tokens.Listen).toConstantValue(over);
      bind(tokens.Framing).toConstantValue(framing);
    }),
  );
  bindHandler(container, handler);
  if ('instance' in handler) return container.get(LabServer);
  const server = made(handler.reference, () => container.get(LabServer), container.services);
  requireHandler(handler.reference, server.handler);
  return server;
}

/** Makes a handler alone, without a server. Throws a UsageError. */
export function assembleHandler(container: ServiceContainer, plugin: HandlerPlugin): Handler<unknown> {
  bindHandler(container, plugin);
  const handler = made(plugin.reference, () => container.get(tokens.Handler), container.services);
  requireHandler(plugin.reference, handler);
  return handler;
}

function bindHandler(container: ServiceContainer, handler: HandlerInstance | HandlerPlugin): void {
  if ('instance' in handler) {
    container.load(
      new ContainerModule(({ bind }) => {
        bind(tokens.Handler).toConstantValue(handler.instance);
      }),
    );
    return;
  }
  const { type, reference } = handler;
  const module = new ContainerModule(({ bind }) => {
    bind(tokens.Handler).to(type);
    if (reference.parameter !== undefined) bind(tokens.Parameter).toConstantValue(reference.parameter);
  });
  // Binding a class looks at its decorators.
  made(
    reference,
    () => {
      container.load(module);
    },
    container.services,
  );
}

/** The listening side of a transport; loaded when it is needed. */
async function listenOver(transport: Transport): Promise<Listen> {
  return transport === 'udp'
    ? (await import('../transport/udp.js')).listenUdp
    : (await import('../transport/tcp.js')).listenTcp;
}
