/**
 * What a handler keeps for as long as its server lives: values by name, shared by all of its sessions. Synchronous, as handlers are; one
 * that is slow would let all clients wait.
 */
export interface Store<V = unknown> {
  /** `undefined` where nothing is kept under that name. */
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  /** True where something was kept under that name. */
  delete(key: string): boolean;
  /** In the order in which the names were first set. */
  entries(): Iterable<readonly [string, V]>;
}

/** Keeps values in memory: they are gone with the process. */
export class MemoryStore<V = unknown> implements Store<V> {
  readonly #values = new Map<string, V>();

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    this.#values.set(key, value);
  }

  delete(key: string): boolean {
    return this.#values.delete(key);
  }

  entries(): Iterable<readonly [string, V]> {
    return this.#values.entries();
  }
}
