/**
 * A lab server to embed.
 *
 * @module server
 */
export { composeServer as createServer, type ServerOptions } from '../compose/compose-server.js';
export { UsageError } from '../errors/usage-error.js';
export { LabServer } from '../server/lab-server.js';
export type { ServerEvent } from '../server/server-event.js';
export { defaultSettings, type ServerSettings } from '../server/server-settings.js';
export type { Acceptor, Connection, ConnectionReceiver, TransportLimits, Endpoint } from '../transport/listener.js';
export type { UserServices } from '../compose/user-services.js';
export { Listen, Settings } from '../tokens.js';
export { MemoryListener, type MemoryClient, type MemoryLink, type MemoryOptions } from '../transport/memory.js';
