/** Told of every event, at once and in order, with its time in milliseconds. It must not throw. */
export type Listener<E> = (event: E, at: number) => void;

/** The side that tells events. */
export interface EventSink<E> {
  readonly observed: boolean;
  emit(event: E): void;
}

/** A stream of typed events. Making an event costs nothing while nobody listens: ask `observed` before making one. */
export class EventStream<E> implements EventSink<E> {
  readonly #now: () => number;
  #listeners: readonly Listener<E>[] = [];

  /** True while somebody listens. */
  observed = false;

  /** `now` is a clock in milliseconds that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

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
    if (!this.observed) return;
    const at = this.#now();
    for (const listener of this.#listeners) listener(event, at);
  }
}
