import { ParameterError } from '../core/parameter-error.js';
import { unknownName } from '../text/nearest.js';
import type { Contribution } from './contribution.js';

/** All contributions of one kind, by name. */
export class Registry<T> {
  /** What one of them is called: `handler`. */
  readonly what: string;
  readonly #byName = new Map<string, Contribution<T>>();

  /** Throws a ParameterError when two have the same name. */
  constructor(what: string, contributions: Iterable<Contribution<T>>) {
    this.what = what;
    for (const contribution of contributions) {
      const { name } = contribution;
      if (this.#byName.has(name)) throw new ParameterError(`there are two ${what}s ${name}: rename one of them`);
      this.#byName.set(name, contribution);
    }
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** The contribution of this name, if there is one. */
  find(name: string): Contribution<T> | undefined {
    return this.#byName.get(name);
  }

  /** The contribution of this name. Throws a ParameterError that says what there is, and what may have been meant. */
  require(name: string): Contribution<T> {
    const found = this.#byName.get(name);
    if (found === undefined) throw new ParameterError(unknownName(this.what, name, this.#byName.keys()));
    return found;
  }
}
