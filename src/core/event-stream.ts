/** Told of every event, at once and in order. It must not throw. */
export type Listener<E> = (event: E) => void;

/** A stream of typed events. Making an event costs nothing while nobody listens: ask `observed` before making one. */
export class EventStream<E> {
  #listeners: readonly Listener<E>[] = [];

  /** True while somebody listens. */
  observed = false;

  /** Returns what ends the subscription. */
  subscribe(listener: Listener<E>): () => void {
    this.#listeners = [...this.#listeners, listener];
    this.observed = true;
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
      this.observed = this.#listeners.length > 0;
    };
  }

  emit(event: E): void {
    for (const listener of this.#listeners) listener(event);
  }
}
