import type { ServiceIdentifier } from 'inversify';
import type { EventStream } from './core/event-stream.js';
import type { Framing as FramingService } from './core/framing.js';
import type { Handler as HandlerService } from './core/handler.js';
import type { ServerEvent } from './server/server-event.js';
import type { ServerSettings } from './server/server-settings.js';
import type { Installation as InstallationService } from './grade/installation.js';
import type { Listen as ListenFunction } from './transport/listener.js';

/** What follows the handler's name behind a colon, as on the command line. Not bound when there is none: inject it as optional. */
export const Parameter: ServiceIdentifier<string> = Symbol.for('wirelab.Parameter');

/** The handler that the server dispatches to. */
export const Handler: ServiceIdentifier<HandlerService<unknown>> = Symbol.for('wirelab.Handler');

/** The framing that the server reads and writes. */
export const Framing: ServiceIdentifier<FramingService> = Symbol.for('wirelab.Framing');

/** What the server tells. */
export const Events: ServiceIdentifier<EventStream<ServerEvent>> = Symbol.for('wirelab.Events');

/** How the server serves. */
export const Settings: ServiceIdentifier<ServerSettings> = Symbol.for('wirelab.Settings');

/** The transport that the server listens on. */
export const Listen: ServiceIdentifier<ListenFunction> = Symbol.for('wirelab.Listen');

/** What the grader knows of where it is installed. */
export const Installation: ServiceIdentifier<InstallationService> = Symbol.for('wirelab.Installation');
