import type { Framing } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import { LabServer } from '../server/lab-server.js';
import { defaultSettings, type ServerSettings } from '../server/server-settings.js';
import * as tokens from '../tokens.js';
import type { Listen } from '../transport/listener.js';
import { loadFraming, loadHandler } from './load-plugin.js';
import { made, requireHandler } from './require-plugin.js';
import { handlerInstanceModule, handlerModule, listenOver, newContainer, servingModule } from './serving-container.js';

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
    servingModule(
      settings,
      listen ?? (await listenOver(settings.transport)),
      typeof framing === 'string' ? await loadFraming(framing) : framing,
    ),
  );
  if (typeof handler !== 'string') {
    container.load(handlerInstanceModule(handler));
    return container.get(LabServer);
  }
  const plugin = await loadHandler(handler);
  container.load(handlerModule(plugin.type, plugin.reference.parameter));
  const server = made(plugin.reference, () => container.get(LabServer));
  requireHandler(plugin.reference, server.handler);
  return server;
}

/** The handler alone, for its examples and what it says of itself. Throws a UsageError. */
export async function composeHandler(reference: string): Promise<Handler<unknown>> {
  const container = newContainer();
  const plugin = await loadHandler(reference);
  container.load(handlerModule(plugin.type, plugin.reference.parameter));
  const handler = made(plugin.reference, () => container.get(tokens.Handler));
  requireHandler(plugin.reference, handler);
  return handler;
}
