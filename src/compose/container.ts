import 'reflect-metadata/lite';
import { Container, ContainerModule, type ServiceIdentifier } from 'inversify';
import { thrownIn } from '../errors/thrown-in.js';
import { UsageError } from '../errors/usage-error.js';
import { servicesModule } from './services.module.js';
import { originOf } from './user-services.js';

/** Where services are taken from; every object in it is made once. */
export class ServiceContainer {
  readonly #root = new Container({ defaultScope: 'Singleton' });
  readonly #innermost: Container;
  /** The modules of users, in order. */
  readonly services: readonly ContainerModule[];

  /** `services`: modules of users. Each has a container of its own inside that of the one before, so that a plain `bind` replaces what was bound there. */
  constructor(modules: readonly ContainerModule[], services: readonly ContainerModule[]) {
    this.services = services;
    let container = this.#root;
    container.load(...modules);
    for (const module of services) {
      container = new Container({ parent: container, defaultScope: 'Singleton' });
      loadFrom(module, container);
    }
    this.#innermost = container;
  }

  /** Binds more of ours: services of users go before it all the same. */
  load(...modules: readonly ContainerModule[]): void {
    this.#root.load(...modules);
  }

  get<T>(service: ServiceIdentifier<T>): T {
    return this.#innermost.get(service);
  }
}

/** What a container is given besides the modules of ours. */
export interface ContainerOptions {
  /** Modules of users, the later ones over the earlier ones. */
  readonly services?: readonly ContainerModule[];
  /** Of what is drawn at random. */
  readonly seed?: number | undefined;
}

/** A container with the common services, with `modules`, and with those of users over them. Throws a UsageError for a mistake in one of these. */
export function newContainer(modules: readonly ContainerModule[], options: ContainerOptions = {}): ServiceContainer {
  return new ServiceContainer([servicesModule(options.seed), ...modules], options.services ?? []);
}

function loadFrom(module: ContainerModule, container: Container): void {
  const path = originOf(module);
  const of = path === undefined ? 'services' : `services of ${path}`;
  const loaded = new ContainerModule((options) => {
    // Whatever else an arrow function without braces returns does not matter.
    const returned: unknown = module.load(options);
    if (returned instanceof Promise) {
      returned.catch(() => undefined);
      throw new UsageError(`${of}: its function is async: a module binds at once`);
    }
  });
  try {
    container.load(loaded);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${of}: ${thrownIn(path ?? '', error)}`, { cause: error });
  }
}
