import { newContainer, type ServiceContainer } from './container.js';
import { defined } from '../core/defined.js';
import type { Framing } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import type { Lab } from '../lab/lab.js';
import type { LabServer } from '../server/lab-server.js';
import { serverModule } from '../server/server.module.js';
import { defaultSettings, type ServerSettings } from '../server/server-settings.js';
import type { Listen } from '../transport/listener.js';
import { assembleHandler, assembleServer, type ServerParts } from './assemble-server.js';
import { loadFraming, loadHandler } from './load-plugin.js';
import type { HandlerType } from './plugin-registries.js';
import { pluginsModule } from './plugins.module.js';
import { userModules, type UserServices } from './user-services.js';

/** What to serve. Handler and framing by name or file as on the command line, or as objects. */
export interface ServerOptions extends Partial<ServerSettings> {
  /** A class is made with what it injects. */
  readonly handler: string | HandlerType | Handler<unknown, unknown>;
  readonly framing?: string | Framing;
  /** Another transport than the one that the settings name, for embedding and tests. */
  readonly listen?: Listen;
  /** What handler and server inject: replaces what Wirelab binds, and the later replaces what the earlier has bound. */
  readonly services?: UserServices;
  /** Of what handlers draw at random. Default: 1. */
  readonly seed?: number;
}

/** What a plugin that is asked for by its name may inject, and where it is found. */
export type PluginSurroundings = Pick<ServerOptions, 'services' | 'seed'>;

/** Puts a server together; it does not listen yet. Throws a UsageError for a handler, framing or service that cannot be had. */
export async function composeServer(options: ServerOptions): Promise<LabServer> {
  const { handler, framing = 'raw', listen, services, seed, ...given } = options;
  const container = containerFor({ ...defined({ services, seed }) });
  return assembleServer(container, {
    settings: { ...defaultSettings, ...given },
    framing: typeof framing === 'string' ? await loadFraming(framing, container) : framing,
    handler: await handlerPart(handler, container),
    listen,
  });
}

/** The lab's own server, which programs are compared with, on a free port. Throws a UsageError. */
export function composeReference(
  { server: { transport, framing, handler }, services }: Pick<Lab, 'server' | 'services'>,
  { listen, seed }: Pick<ServerOptions, 'listen' | 'seed'> = {},
): Promise<LabServer> {
  return composeServer({ transport, framing, handler, port: 0, ...defined({ services, listen, seed }) });
}

/** The handler alone, for its examples and what it says of itself. Throws a UsageError. */
export async function composeHandler(
  reference: string,
  surroundings: PluginSurroundings = {},
): Promise<Handler<unknown>> {
  const container = containerFor(surroundings);
  return assembleHandler(container, await loadHandler(reference, container));
}

/** The framing alone. Throws a UsageError. */
export async function composeFraming(reference: string, surroundings: PluginSurroundings = {}): Promise<Framing> {
  return loadFraming(reference, containerFor(surroundings));
}

function containerFor({ services, seed }: PluginSurroundings): ServiceContainer {
  return newContainer([pluginsModule(), serverModule], { services: userModules(services, 'services'), seed });
}

async function handlerPart(
  handler: ServerOptions['handler'],
  container: ServiceContainer,
): Promise<ServerParts['handler']> {
  if (typeof handler === 'string') return loadHandler(handler, container);
  if (typeof handler !== 'function') return { instance: handler };
  const text = `handler ${handler.name}`;
  return { type: handler, reference: { what: 'handler', text, path: text } };
}
