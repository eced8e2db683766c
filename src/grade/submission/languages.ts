import type { Language } from './language.js';

const HEAD = 4000; // bytes: by its first lines a language is known

/** The languages that submissions may be in. */
export class Languages {
  readonly all: readonly Language[];

  constructor(all: readonly Language[]) {
    this.all = all;
  }

  get titles(): readonly string[] {
    return this.all.map(({ title }) => title);
  }

  named(name: string | undefined): Language | undefined {
    return this.all.find((language) => language.name === name);
  }

  /** The language of a file, by the ending of its name; where it has none, by its first lines. */
  ofFile(path: string, bytes: Uint8Array): Language | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const byEnding = this.all.find(({ endings }) => endings.test(name));
    if (byEnding !== undefined || name.includes('.') || /^(?:makefile|dockerfile|readme|license|procfile)$/i.test(name))
      return byEnding;
    return this.byLook(bytes);
  }

  /** The language that the first lines look like: of a file without an ending, or with one that says something else. */
  byLook(bytes: Uint8Array): Language | undefined {
    const head = new TextDecoder().decode(bytes.subarray(0, HEAD));
    const alike = this.all.filter(({ looks }) => looks.test(head));
    return alike.find(({ name }) => !alike.some(({ refines }) => refines === name));
  }
}
