import type { Newable, ServiceIdentifier } from 'inversify';
import type { Clock as ClockService } from './core/clock.js';
import type { EventStream } from './core/event-stream.js';
import type { Framing as FramingService, FramingFactory } from './core/framing.js';
import type { Handler as HandlerService } from './core/handler.js';
import type { Log as LogService } from './core/log.js';
import type { Random as RandomService } from './core/random.js';
import type { Store as StoreService } from './core/store.js';
import type { Limits as LimitsOfProgram } from './grade/sandbox/limits.js';
import type { Sandbox as SandboxService } from './grade/sandbox/sandbox.js';
import type { Contribution } from './registry/contribution.js';
import type { ServerEvent } from './server/server-event.js';
import type { ServerSettings } from './server/server-settings.js';
import type { Listen as ListenFunction } from './transport/listener.js';

// A token and what it stands for have one name: `@inject(Clock) clock: Clock`. The symbols are registered, so that a plugin with another
// copy of this module asks for the same services.

/** What follows the handler's name behind a colon, as on the command line. Not bound when there is none: inject it as optional. */
export const Parameter: ServiceIdentifier<string> = Symbol.for('wirelab.Parameter');

/** The handler that the server dispatches to. */
export const Handler: ServiceIdentifier<HandlerService<unknown>> = Symbol.for('wirelab.Handler');
export type Handler<I = Uint8Array, O = I> = HandlerService<I, O>;

/** The framing that the server reads and writes. */
export const Framing: ServiceIdentifier<FramingService> = Symbol.for('wirelab.Framing');
export type Framing = FramingService;

/** What the server tells. */
export const Events: ServiceIdentifier<EventStream<ServerEvent>> = Symbol.for('wirelab.Events');
export type Events = EventStream<ServerEvent>;

/** How the server serves. */
export const Settings: ServiceIdentifier<ServerSettings> = Symbol.for('wirelab.Settings');

/** The transport that the server listens on. */
export const Listen: ServiceIdentifier<ListenFunction> = Symbol.for('wirelab.Listen');
export type Listen = ListenFunction;

/** The time, and what is to happen later. The time of this machine unless something else is bound. */
export const Clock: ServiceIdentifier<ClockService> = Symbol.for('wirelab.Clock');
export type Clock = ClockService;

/** Numbers from 0 up to 1: the same ones for the same seed (`seed` of the server; the grader's own where it grades). */
export const Random: ServiceIdentifier<RandomService> = Symbol.for('wirelab.Random');
export type Random = RandomService;

/** Lines for who watches the server. They are told among its events unless something else is bound. */
export const Log: ServiceIdentifier<LogService> = Symbol.for('wirelab.Log');
export type Log = LogService;

/** What a handler keeps: one for each server, in memory unless something else is bound. */
export const Store: ServiceIdentifier<StoreService> = Symbol.for('wirelab.Store');
export type Store<V = unknown> = StoreService<V>;

/** Where programs of others run. */
export const Sandbox: ServiceIdentifier<SandboxService> = Symbol.for('wirelab.Sandbox');
export type Sandbox = SandboxService;

/** What a program of others may use. */
export const Limits: ServiceIdentifier<LimitsOfProgram> = Symbol.for('wirelab.Limits');
export type Limits = LimitsOfProgram;

/** A handler that can be asked for by name; any number of them may be bound. It loads the handler's class. */
export const HandlerContribution: ServiceIdentifier<Contribution<Newable<HandlerService<unknown>>>> =
  Symbol.for('wirelab.HandlerContribution');

/** A framing that can be asked for by name; any number of them may be bound. It loads what makes the framing. */
export const FramingContribution: ServiceIdentifier<Contribution<FramingFactory>> =
  Symbol.for('wirelab.FramingContribution');
